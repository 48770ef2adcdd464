using System.Globalization;
using NotionSync.Hosting.Configuration;
using NotionSync.LocalWorkspace;
using NotionSync.Model;
using NotionSync.Planning;

namespace NotionSync.Hosting;

/// <summary>Section <c>LocalWorkspace</c>: how the local workspace answers where Notion's own behaviour differs or is not known for sure.</summary>
internal static class LocalWorkspaceSwitches
{
    private const string Section = "LocalWorkspace";

    private static readonly (string Name, Func<LocalWorkspaceOptions, string, LocalWorkspaceOptions?> Apply)[] All =
    [
        ("Plan", (options, text) => Enum.GetNames<WorkspacePlan>().Contains(text) ? options with { Plan = text } : null),
        ("RequestsPerMinute", Whole((options, value) => options with { RequestsPerMinute = value })),
        ("WorkspaceRequestsPerMinute", Whole((options, value) => options with { WorkspaceRequestsPerMinute = value })),
        ("QueryRows", Whole((options, value) => options with { QueryRows = value })),
        ("RowsPerDataSource", Whole((options, value) => options with { RowsPerDataSource = value })),
        ("IgnoreUnknownProperties", Flag((options, value) => options with { IgnoreUnknownProperties = value })),
        ("HonorSyncedPropertyName", Flag((options, value) => options with { HonorSyncedPropertyName = value })),
        ("FormulasReadBackByName", Flag((options, value) => options with { FormulasReadBackByName = value })),
        ("MirrorWritesTouchPages", Flag((options, value) => options with { MirrorWritesTouchPages = value })),
        ("OldestFirst", Flag((options, value) => options with { OldestFirst = value })),
        ("SearchLag", Time((options, value) => options with { SearchLag = value })),
        ("WorkspaceRest", Time((options, value) => options with { WorkspaceRest = value })),
        ("AsyncTaskTime", Time((options, value) => options with { AsyncTaskTime = value })),
        ("TemplateTime", Time((options, value) => options with { TemplateTime = value })),
        ("WebhookWindow", Time((options, value) => options with { WebhookWindow = value })),
        ("AllowRemoteWebhooks", Flag((options, value) => options with { AllowRemoteWebhooks = value })),
        ("AnswersFromTheFuture", Flag((options, value) => options with { AnswersFromTheFuture = value })),
        ("QueryLag", Time((options, value) => options with { QueryLag = value })),
    ];

    /// <summary>The options with what is configured.</summary>
    /// <exception cref="ConfigurationFaultException">A key is not known, or its value cannot be read; all such faults at once.</exception>
    public static LocalWorkspaceOptions Read(IConfiguration configuration)
    {
        var options = new LocalWorkspaceOptions();
        var faults = new List<Diagnostic>();
        foreach (var given in configuration.GetSection(Section).GetChildren().Where(given => !string.IsNullOrWhiteSpace(given.Value)))
        {
            var known = All.FirstOrDefault(each => each.Name.Equals(given.Key, StringComparison.OrdinalIgnoreCase));
            if (known.Apply is null)
            {
                faults.Add(new Diagnostic(Severity.Error, given.Path, $"The key '{given.Path}' is not known.", NearestName.Suggest(given.Key, [.. All.Select(each => each.Name)])));
            }
            else if (known.Apply(options, given.Value!.Trim()) is { } changed)
            {
                options = changed;
            }
            else
            {
                faults.Add(new Diagnostic(Severity.Error, given.Path, $"'{given.Value}' is no value of it.", "Flags are 'true' or 'false', counts whole numbers, times '00:00:30'."));
            }
        }

        return faults.Count == 0 ? options : throw new ConfigurationFaultException(faults);
    }

    private static Func<LocalWorkspaceOptions, string, LocalWorkspaceOptions?> Flag(Func<LocalWorkspaceOptions, bool, LocalWorkspaceOptions> set) =>
        (options, text) => bool.TryParse(text, out var value) ? set(options, value) : null;

    private static Func<LocalWorkspaceOptions, string, LocalWorkspaceOptions?> Whole(Func<LocalWorkspaceOptions, int, LocalWorkspaceOptions> set) =>
        (options, text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? set(options, value) : null;

    private static Func<LocalWorkspaceOptions, string, LocalWorkspaceOptions?> Time(Func<LocalWorkspaceOptions, TimeSpan, LocalWorkspaceOptions> set) =>
        (options, text) => TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var value) && value >= TimeSpan.Zero ? set(options, value) : null;
}
