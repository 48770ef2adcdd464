using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.Logging;

namespace NotionSync.LocalWorkspace.Preview;

/// <summary>Draws components to text. They encode whatever they are given, so no text of a row can become markup.</summary>
internal sealed class PageRenderer(IServiceProvider services, ILoggerFactory loggers)
{
    public async Task<string> DrawAsync<TComponent>(IDictionary<string, object?> parameters) where TComponent : IComponent
    {
        await using var renderer = new HtmlRenderer(services, loggers);
        return await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var drawn = await renderer.RenderComponentAsync<TComponent>(ParameterView.FromDictionary(parameters));
            return drawn.ToHtmlString();
        });
    }
}
