using NotionSync.Sources.Http;

namespace NotionSync.Sources.JsonApi;

/// <summary>How a JSON API that a mapping names is reached: the section <c>Sources:&lt;its name&gt;</c>.</summary>
public sealed class JsonApiOptions : VendorOptions
{
    private const int ShortestSecretHeader = 6;

    /// <summary>Further headers of every request.</summary>
    public Dictionary<string, string> Headers { get; } = new(StringComparer.OrdinalIgnoreCase);

    // As it stands in the address, where a block sends it as a parameter.
    private string? EscapedToken => Token is null ? null : Uri.EscapeDataString(Token);

    /// <inheritdoc/>
    internal override IReadOnlyList<string> Secrets() =>
        LongestFirst([Token, EscapedToken, Password, BasicCredential, .. Headers.Values.Where(value => value is { Length: >= ShortestSecretHeader })]);
}
