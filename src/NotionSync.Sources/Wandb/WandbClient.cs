using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using NotionSync.Sources.Http;

namespace NotionSync.Sources.Wandb;

/// <summary>Asks the GraphQL API of Weights &amp; Biases. Safe for several threads.</summary>
/// <remarks>
/// The vendor publishes neither its schema nor its limits; what is relied on is what its own SDK does. Introspection is not used, as
/// servers may switch it off: a document that a server refuses is asked for in its light variant from then on.
/// </remarks>
internal sealed partial class WandbClient(Vendor vendor, IHttpClientFactory http, TimeProvider time)
{
    private const int SmallestPage = 1;

    private readonly JsonExchange exchange = new(vendor, http, time);
    private readonly WandbPace pace = new(time);
    private readonly ConcurrentDictionary<string, string> light = new();

    /// <summary>Asks once.</summary>
    /// <exception cref="VendorException">It was refused, in whichever form, or there was no answer after all retries.</exception>
    public Task<WandbAnswer> AskAsync(WandbDocument document, JsonObject variables, CancellationToken cancellationToken) =>
        AskAsync(document, _ => variables, cancellationToken);

    /// <summary>Gives the pages of a list; a page that is too heavy for the server is asked for again by half.</summary>
    /// <exception cref="VendorException">A page was refused, its cursor came twice, or what the list belongs to is not to be seen.</exception>
    public async IAsyncEnumerable<WandbPage> PagesAsync(WandbList list, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var tokens = new PageTokens(vendor, list.What);
        var (size, inner, after) = (list.Size, list.Inner, list.After);
        do
        {
            var answer = await AskAsync(
                list.Document,
                before =>
                {
                    (size, inner) = IsTooHeavy(before) ? (Half(size), inner is { } many ? Half(many) : null) : (size, inner);
                    return Page(list.Variables, size, inner, after);
                },
                cancellationToken);
            var connection = list.Connection(answer.Data) ?? throw Absent(list.What);
            yield return new WandbPage(answer.Data, connection, [.. (connection["edges"] as JsonArray ?? []).OfType<JsonObject>()]);
            after = Next(connection, list.What);
        }
        while (tokens.GoesOn(after));
    }

    /// <summary>Gives the edges of a list.</summary>
    /// <inheritdoc cref="PagesAsync"/>
    public async IAsyncEnumerable<JsonObject> EdgesAsync(WandbList list, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var page in PagesAsync(list, cancellationToken))
        {
            foreach (var edge in page.Edges)
            {
                yield return edge;
            }
        }
    }

    /// <summary>The cursor behind a page; null on the last one.</summary>
    /// <exception cref="VendorException">There is more, but no cursor.</exception>
    public string? Next(JsonObject connection, string what)
    {
        if (connection["pageInfo"] is not JsonObject page || page["hasNextPage"]?.GetValueKind() is not JsonValueKind.True)
        {
            return null;
        }

        return page["endCursor"]?.ToString() is { Length: > 0 } cursor ? cursor : throw new VendorException(
            $"{vendor.Name} at {vendor.Address} says that there are more {what}, but not where they begin. Nothing is called gone.", status: 0);
    }

    /// <summary>What says that a thing is not to be seen: the server does not tell what does not exist from what is forbidden.</summary>
    public VendorException Absent(string what) => new(
        $"{vendor.Name} at {vendor.Address} shows no {what}: there is nothing of that name, or the key may not see it. Check {WandbOptions.Section}:Entity "
        + $"and {WandbOptions.Section}:Projects, or give the key's owner the right to view it. Nothing is called gone.",
        status: 0);

    /// <summary>What records lack because the server does not know all of a document, and its words; null when it does, or was not asked yet.</summary>
    public string? Loss(WandbDocument document) => document.Lost.Length > 0 && light.TryGetValue(document.Name, out var reason)
        ? $"W&B does not know all that is asked of it, so these are missing: {document.Lost}. Update the server. {reason}"
        : null;

    /// <summary>Whether the server does not know what was asked for: it refuses a document whole for one member that it does not have.</summary>
    public static bool IsOfTheDocument(VendorException refusal) =>
        refusal.Status is 200 or 400 or 422 && (refusal.Code == "GRAPHQL_VALIDATION_FAILED" || Validation().IsMatch(refusal.Message));

    private async Task<WandbAnswer> AskAsync(WandbDocument document, Func<Exception?, JsonObject> variables, CancellationToken cancellationToken)
    {
        var reason = "";
        if (document.Light is null || !light.ContainsKey(document.Name))
        {
            try
            {
                return await SendAsync(document.Name, document.Full, variables, cancellationToken);
            }
            catch (VendorException refusal) when (document.Light is not null && IsOfTheDocument(refusal))
            {
                // An old server; whether it is, the light variant tells.
                reason = refusal.Message;
            }
        }

        var answer = await SendAsync(document.Name, document.Light!, variables, cancellationToken);
        light.TryAdd(document.Name, reason);
        return answer;
    }

    private async Task<WandbAnswer> SendAsync(string name, string text, Func<Exception?, JsonObject> variables, CancellationToken cancellationToken)
    {
        await pace.WaitAsync(cancellationToken);
        var answer = await exchange.PostAsync(
            "graphql",
            before => new JsonObject { ["query"] = text, ["variables"] = variables(before).DeepClone(), ["operationName"] = name },
            cancellationToken);
        pace.Note(answer.Headers);
        return new WandbAnswer(answer.Object["data"] as JsonObject ?? [], answer.ServerTime);
    }

    private static int Half(int size) => Math.Max(SmallestPage, size / 2);

    private static JsonObject Page(JsonObject variables, int size, int? inner, string? after)
    {
        var page = (JsonObject)variables.DeepClone();
        if (inner is { } many)
        {
            page["versions"] = many;
        }

        page["first"] = size;
        page["after"] = after;
        return page;
    }

    private static bool IsTooHeavy(Exception? before) => before is OperationCanceledException or AnswerException { Status: >= 500 };

    [GeneratedRegex(@"Cannot query field|Unknown (argument|type|field|fragment|directive)|is not defined (by|on)|validation", RegexOptions.IgnoreCase)]
    private static partial Regex Validation();
}

/// <summary>An answer without errors.</summary>
/// <param name="Data">Empty when the server gave none.</param>
/// <param name="ServerTime">The server's clock; null when it did not say.</param>
internal sealed record WandbAnswer(JsonObject Data, DateTimeOffset? ServerTime);

/// <summary>A page of a list.</summary>
/// <param name="Data">The whole answer.</param>
/// <param name="Connection">The list's own part of it.</param>
/// <param name="Edges">What it holds.</param>
internal sealed record WandbPage(JsonObject Data, JsonObject Connection, IReadOnlyList<JsonObject> Edges);
