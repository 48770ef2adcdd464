using System.Collections.Immutable;
using NotionSync.Planning;

namespace NotionSync.Hosting.Configuration;

/// <summary>The settings of one invocation, checked.</summary>
public sealed record Settings
{
    /// <summary>The workspace.</summary>
    public required NotionSettings Notion { get; init; }

    /// <summary>What the seed's relative addresses are resolved against, by name, ignoring case.</summary>
    public required ImmutableDictionary<string, Uri> Links { get; init; }

    /// <summary>Folder of the mapping files, absolute.</summary>
    public required string MappingsPath { get; init; }

    /// <summary>Connection string of the SQLite file.</summary>
    public required string StateConnectionString { get; init; }

    /// <summary>Addresses on which the worker answers health checks.</summary>
    public required ImmutableArray<string> HealthUrls { get; init; }

    /// <summary>Everything as configured, secrets included; for the sources' own options.</summary>
    public required IConfiguration Configuration { get; init; }

    /// <summary>No setting at all: some are secret.</summary>
    public override string ToString() => nameof(Settings);
}

/// <summary>Section <c>Notion</c>.</summary>
public sealed record NotionSettings
{
    /// <summary>The integration's secret; null when it is not set.</summary>
    public string? Token { get; init; }

    /// <summary>Id of the page under which the databases lie, lower case with dashes; null when it is not set.</summary>
    public string? ParentPage { get; init; }

    /// <summary>The API's root, with a slash at its end.</summary>
    public required Uri BaseUrl { get; init; }

    /// <summary>Notion's plan.</summary>
    public required WorkspacePlan Plan { get; init; }

    /// <summary>Calls in any 60 seconds.</summary>
    public required int RequestsPerMinute { get; init; }

    /// <summary>How often people's edits are taken in.</summary>
    public required TimeSpan Intake { get; init; }

    /// <summary>Everything but the token.</summary>
    public override string ToString() => $"page {ParentPage} at {BaseUrl}";
}
