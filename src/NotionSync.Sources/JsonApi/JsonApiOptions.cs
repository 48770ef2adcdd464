using NotionSync.Sources.Http;

namespace NotionSync.Sources.JsonApi;

/// <summary>How a JSON API that a mapping names is reached: the section <c>Sources:&lt;its name&gt;</c>.</summary>
public sealed class JsonApiOptions : VendorOptions
{
    private const int ShortestSecretHeader = 6;

    /// <summary>Further headers of every request.</summary>
    public Dictionary<string, string> Headers { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <inheritdoc/>
    internal override IReadOnlyList<string> Secrets() =>
        LongestFirst([Token, Password, BasicCredential, .. Headers.Values.Where(value => value is { Length: >= ShortestSecretHeader })]);
}
