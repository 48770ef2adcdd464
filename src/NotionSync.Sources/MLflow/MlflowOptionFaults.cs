namespace NotionSync.Sources.MLflow;

/// <summary>What can be wrong in the section beyond what every vendor's can.</summary>
internal static class MlflowOptionFaults
{
    /// <summary>The faults, as sentences that begin with the key.</summary>
    public static IEnumerable<string> Of(MlflowOptions options)
    {
        if (Path(options.BaseUrl) is { } path && (path.Contains("/api/2.0", StringComparison.Ordinal) || path.Contains("/ajax-api", StringComparison.Ordinal)))
        {
            yield return $"{MlflowOptions.Section}:BaseUrl must end before '/api' or '/ajax-api': that part is added. Leave it out.";
        }

        if (!string.IsNullOrWhiteSpace(options.WebUrl) && !(Uri.TryCreate(options.WebUrl, UriKind.Absolute, out var web) && web.Scheme is "http" or "https"))
        {
            yield return $"{MlflowOptions.Section}:WebUrl must be an absolute http or https address, or empty when people use the BaseUrl too.";
        }

        if (options.Workspace?.Any(letter => char.IsControl(letter) || !char.IsAscii(letter)) == true)
        {
            yield return $"{MlflowOptions.Section}:Workspace must be the workspace's name, in plain letters, as it goes into a header.";
        }
    }

    private static string? Path(string? address) => Uri.TryCreate(address, UriKind.Absolute, out var uri) ? uri.AbsolutePath : null;
}
