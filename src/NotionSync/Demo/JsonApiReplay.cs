using System.Net.Mime;
using System.Text.Json.Nodes;

namespace NotionSync.Demo;

/// <summary>An API that is read by mapping alone, with one answer.</summary>
/// <param name="source">The name that mappings give it.</param>
/// <param name="path">Its one call.</param>
/// <param name="answer">What it answers; a list that is asked for page by page ends with its first.</param>
/// <param name="credentials">Keys of a made-up credential.</param>
internal sealed class JsonApiReplay(string source, string path, JsonNode answer, params string[] credentials) : IReplay
{
    /// <summary>The ones of the demo: what fills columns that nothing else fills.</summary>
    public static IEnumerable<IReplay> OfDemo =>
    [
        new JsonApiReplay("LangFuse", "/api/public/metrics/daily", Recording.Load("http/langfuse.json"), "Username", "Password"),
        new JsonApiReplay("Pinecone", "/indexes", Recording.Load("http/pinecone.json"), "Token"),
        new JsonApiReplay("Weaviate", "/v1/schema", Recording.Load("http/weaviate.json")),
    ];

    /// <inheritdoc/>
    public string Source => source;

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> Settings(Uri address) =>
        credentials.Select(key => KeyValuePair.Create(key, "demo")).Append(new("BaseUrl", address.AbsoluteUri)).ToDictionary();

    /// <inheritdoc/>
    public void Map(IEndpointRouteBuilder routes) => routes.MapGet(path, context =>
    {
        context.Response.ContentType = MediaTypeNames.Application.Json;
        var isFurther = answer is JsonArray && int.TryParse(context.Request.Query["page"].FirstOrDefault(), out var page) && page > 1;
        return context.Response.WriteAsync(isFurther ? "[]" : answer.ToJsonString(), context.RequestAborted);
    });
}
