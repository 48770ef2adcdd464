using System.Text.Json.Nodes;
using NotionSync.Sources.Http;
using Octokit;
using Octokit.Internal;

namespace NotionSync.Sources.GitHub;

/// <summary>What stands between an Octokit connection and the wire for one question: its tag, and no second time limit.</summary>
/// <param name="inner">The wire, shared by all questions.</param>
/// <param name="tag">The tag of the answer that is known; null to have the answer whatever is known.</param>
internal sealed class OctokitDoor(IHttpClient inner, string? tag) : IHttpClient
{
    /// <inheritdoc/>
    public Task<IResponse> Send(IRequest request, CancellationToken cancellationToken, Func<object, object>? preprocessResponseBody = null)
    {
        if (tag is not null)
        {
            request.Headers["If-None-Match"] = tag;
        }

        // Octokit's own limit runs on the wall clock and would cut short the waits that GitHub asks for.
        ((Request)request).Timeout = TimeSpan.Zero;
        return inner.Send(request, cancellationToken, preprocessResponseBody);
    }

    /// <inheritdoc/>
    public void SetRequestTimeout(TimeSpan timeout) => inner.SetRequestTimeout(timeout);

    /// <inheritdoc/>
    public void Dispose()
    {
        // The wire is shared.
    }
}

/// <summary>Lets Octokit hand out JSON as it came: its own models drop what they do not know and fail at new words.</summary>
internal sealed class JsonNodes : IJsonSerializer
{
    /// <inheritdoc/>
    public string Serialize(object item) => ((JsonNode)item).ToJsonString();

    /// <inheritdoc/>
    public T Deserialize<T>(string json) => JsonNode.Parse(json, documentOptions: AnswerJson.Options) is T node
        ? node
        : throw new System.Text.Json.JsonException("The answer is the JSON value null.");
}
