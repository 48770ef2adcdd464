using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using NotionSync.Notion.Api.Contracts;
using NotionSync.Notion.Http;

namespace NotionSync.Notion.Api;

/// <summary>
/// Notion's REST API at version 2026-03-11 (developers.notion.com/reference, read August 2026), one file per resource. Every method throws
/// as <see cref="NotionTransport.SendAsync"/> does. Ids may have dashes or not; property ids are decoded.
/// </summary>
internal sealed partial class NotionClient(NotionTransport transport, Lane lane = Lane.Normal)
{
    private const string Json = "application/json";

    /// <summary>Sends and paces.</summary>
    public NotionTransport Transport => transport;

    /// <summary>The same client whose calls go in another lane.</summary>
    public NotionClient In(Lane other) => new(transport, other);

    private async Task<T> GetAsync<T>(string path, JsonTypeInfo<T> answer, CancellationToken cancellationToken) =>
        Read(await transport.SendAsync(new NotionRequest(HttpMethod.Get, path, RequestEffect.Read, lane), cancellationToken), answer);

    private async Task<TAnswer> SendAsync<TBody, TAnswer>(
        HttpMethod method, string path, RequestEffect effect, TBody body, JsonTypeInfo<TBody> request, JsonTypeInfo<TAnswer> answer, CancellationToken cancellationToken)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(body, request);
        return Read(await transport.SendAsync(new NotionRequest(method, path, effect, lane) { Content = () => JsonContent(bytes) }, cancellationToken), answer);
    }

    /// <summary>Sends a change of which Notion may say that it was saved though it cannot show it; then it is read.</summary>
    private async Task<TAnswer> WriteAsync<TBody, TAnswer>(
        HttpMethod method,
        string path,
        RequestEffect effect,
        TBody body,
        JsonTypeInfo<TBody> request,
        JsonTypeInfo<TAnswer> answer,
        Func<string, CancellationToken, Task<TAnswer>> read,
        CancellationToken cancellationToken)
    {
        try
        {
            return await SendAsync(method, path, effect, body, request, answer, cancellationToken);
        }
        catch (CommittedException committed)
        {
            return await read(committed.CommittedId, cancellationToken);
        }
    }

    private async IAsyncEnumerable<T> ListAsync<T>(
        string path, JsonTypeInfo<ListPage<T>> answer, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var separator = path.Contains('?', StringComparison.Ordinal) ? '&' : '?';
        for (string? cursor = null; ;)
        {
            var start = cursor is null ? "" : $"&start_cursor={Escape(cursor)}";
            var page = await GetAsync($"{path}{separator}page_size={NotionLimits.PageSize}{start}", answer, cancellationToken);
            foreach (var item in page.Results)
            {
                yield return item;
            }

            if (!page.HasMore || page.NextCursor is not { } next)
            {
                yield break;
            }

            cursor = next;
        }
    }

    private static T Read<T>(NotionReply reply, JsonTypeInfo<T> answer) =>
        JsonSerializer.Deserialize(reply.Body.Span, answer) ?? throw new InvalidDataException("Notion answered an empty body.");

    private static ByteArrayContent JsonContent(byte[] body) => new(body) { Headers = { ContentType = new MediaTypeHeaderValue(Json) } };

    private static string Escape(string part) => Uri.EscapeDataString(part);
}
