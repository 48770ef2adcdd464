using NotionSync.Sources.Http;

namespace NotionSync.Sources.GitLab;

/// <summary>How GitLab is reached: the section <c>Sources:GitLab</c>.</summary>
internal sealed class GitLabOptions : VendorOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Sources:GitLab";

    /// <summary>How many days back pipelines are read. Default 90.</summary>
    public int HistoryDays { get; set; } = 90;

    /// <summary>Paths of the projects that are read, e.g. <c>acme/ml/trainer</c>, parted by commas.</summary>
    public string? Projects { get; set; }

    /// <summary>Whether the source is to be read.</summary>
    internal bool IsOn => Enabled && !string.IsNullOrWhiteSpace(Token) && Paths.Count > 0;

    /// <summary>The API's root.</summary>
    internal Uri Address => new(string.IsNullOrWhiteSpace(BaseUrl) ? "https://gitlab.com/api/v4" : BaseUrl.Trim());

    /// <summary>The paths of <see cref="Projects"/>.</summary>
    internal IReadOnlyList<string> Paths => (Projects ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>Faults of the keys that no other vendor has.</summary>
    internal IEnumerable<string> OwnFaults() =>
        HistoryDays is >= 1 and <= 3650 ? [] : [$"{Section}:HistoryDays must be between 1 and 3650, was {HistoryDays}."];
}
