using NotionSync.Sources.Http;

namespace NotionSync.Sources.MLflow;

/// <summary>Section <c>Sources:MLflow</c>. Without <see cref="VendorOptions.BaseUrl"/> the source is off.</summary>
public sealed class MlflowOptions : VendorOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Sources:MLflow";

    /// <summary>As MLflow's own client does, it waits for two minutes: a page of runs carries every metric, parameter and tag.</summary>
    public MlflowOptions() => Timeout = TimeSpan.FromMinutes(2);

    /// <summary>Where people open MLflow, path prefix included, when it is not <see cref="VendorOptions.BaseUrl"/>.</summary>
    public string? WebUrl { get; set; }

    /// <summary>The workspace to read, on servers that run with workspaces (3.10 and later); null for the server's default.</summary>
    public string? Workspace { get; set; }

    /// <summary>Whether the source is to be read.</summary>
    public bool IsOn => Enabled && !string.IsNullOrWhiteSpace(BaseUrl);
}
