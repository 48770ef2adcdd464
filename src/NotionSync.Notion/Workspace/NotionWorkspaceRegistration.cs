using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using NotionSync.Abstractions;
using NotionSync.Notion.Properties;

namespace NotionSync.Notion.Workspace;

/// <summary>Registers the Notion side.</summary>
public static class NotionWorkspaceRegistration
{
    /// <summary>
    /// Adds <see cref="NotionWorkspace"/>, also as <see cref="IWorkspace"/>, and <see cref="IValueRules"/>, each once. The clock is the
    /// registered <see cref="TimeProvider"/>, else the system's.
    /// </summary>
    /// <param name="services">The container's services.</param>
    /// <param name="options">Reads the options when the workspace is first needed.</param>
    public static IServiceCollection AddNotionWorkspace(this IServiceCollection services, Func<IServiceProvider, NotionOptions> options)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(provider => NotionWorkspaceFactory.Create(options(provider), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<IWorkspace>(provider => provider.GetRequiredService<NotionWorkspace>());
        services.AddSingleton<IValueRules, PropertyCodecs>();
        return services;
    }
}
