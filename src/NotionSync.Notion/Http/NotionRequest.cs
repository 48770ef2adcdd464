namespace NotionSync.Notion.Http;

/// <summary>One request, free of the token, that can be sent several times.</summary>
/// <param name="Method">HTTP method.</param>
/// <param name="Path">Below the base address, with query string, e.g. <c>v1/pages/…</c>.</param>
/// <param name="Effect">What sending it twice would do.</param>
/// <param name="Lane">How urgent it is.</param>
internal sealed record NotionRequest(HttpMethod Method, string Path, RequestEffect Effect, Lane Lane)
{
    /// <summary>Makes the body anew for each attempt; null for none.</summary>
    public Func<HttpContent>? Content { get; init; }

    /// <summary>For messages: method and path without the query string.</summary>
    public override string ToString() => $"{Method} /{Path.Split('?')[0]}";
}
