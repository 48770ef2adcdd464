using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using NotionSync.Sources.Http;

namespace NotionSync.Sources.PagerDuty;

/// <summary>Reads the PagerDuty REST API, version 2. Only reads.</summary>
internal sealed class PagerDutyClient(Vendor vendor, IHttpClientFactory http, TimeProvider time)
{
    private const int PageSize = 100;

    private readonly JsonExchange exchange = new(vendor, http, time);

    /// <summary>Reads a list page by page.</summary>
    /// <param name="path">E.g. <c>incidents</c>; the list stands under its last part.</param>
    /// <param name="query">Further parameters, encoded, without <c>limit</c> and <c>offset</c>.</param>
    /// <param name="cancellationToken">Stops between pages.</param>
    /// <returns>
    /// The items in the order of the API. A list that is longer than the API hands out ends with a <see cref="TooLongException"/>, after
    /// what could be read of it.
    /// </returns>
    /// <exception cref="VendorException">It was refused, or the same page came twice.</exception>
    public async IAsyncEnumerable<JsonObject> ListAsync(string path, string query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var member = Member(path);
        var pages = new PageTokens(vendor, path);
        for (var offset = 0L; ;)
        {
            if (offset + PageSize > PagerDutyWords.MostListed)
            {
                throw new TooLongException(path);
            }

            var page = await PageAsync(path, $"{query}&limit={PageSize}&offset={offset}", cancellationToken);
            if (page.Object[member] is not JsonArray)
            {
                throw new VendorException($"{vendor.Name} at {vendor.Address} answered '{path}' without a list '{member}'. Check {vendor.Section}:BaseUrl.", (int)page.Status);
            }

            foreach (var item in page.Items(member))
            {
                yield return item;
            }

            if (page.Object["more"] is not JsonValue more || !more.TryGetValue<bool>(out var goesOn) || !goesOn)
            {
                yield break;
            }

            // The server may give fewer at a time than it was asked for.
            offset = (Number(page.Object["offset"]) ?? offset) + (Number(page.Object["limit"]) ?? PageSize);
            pages.GoesOn(offset.ToString(CultureInfo.InvariantCulture));
        }
    }

    /// <summary>Reads a list that is not paged.</summary>
    /// <exception cref="VendorException">It was refused.</exception>
    public async Task<IReadOnlyList<JsonObject>> AllAsync(string path, CancellationToken cancellationToken) =>
        [.. (await exchange.GetAsync(path, cancellationToken)).Items(Member(path))];

    /// <summary>Reads one object.</summary>
    /// <returns>Null when there is none (404 in the API's own words).</returns>
    /// <exception cref="VendorException">It was refused.</exception>
    public async Task<JsonObject?> FindAsync(string path, string member, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await exchange.GetAsync(path, cancellationToken);
            return answer.Object[member] as JsonObject
                ?? throw new VendorException($"{vendor.Name} at {vendor.Address} answered '{path}' without '{member}'.", (int)answer.Status);
        }
        catch (VendorException absent) when (absent is { Status: 404, Body: not null })
        {
            return null;
        }
    }

    /// <summary>Asks for the first item of a list.</summary>
    /// <exception cref="VendorException">It was refused.</exception>
    public Task<JsonAnswer> ProbeAsync(string path, string query, CancellationToken cancellationToken) => exchange.GetAsync($"{path}?{query}limit=1", cancellationToken);

    private async Task<JsonAnswer> PageAsync(string path, string query, CancellationToken cancellationToken)
    {
        try
        {
            return await exchange.GetAsync($"{path}?{query.TrimStart('&')}", cancellationToken);
        }
        catch (VendorException refusal) when (PagerDutyWords.IsTooLong(refusal))
        {
            throw new TooLongException(path, refusal);
        }
    }

    private static string Member(string path) => path[(path.LastIndexOf('/') + 1)..];

    private static long? Number(JsonNode? node) => node is JsonValue value && value.TryGetValue<long>(out var number) ? number : null;
}

/// <summary>A list is longer than the API hands out by offsets.</summary>
internal sealed class TooLongException(string path, VendorException? refusal = null)
    : AnswerException($"PagerDuty hands out at most {PagerDutyWords.MostListed} items of '{path}' at once. Read fewer teams or services.", 400, innerException: refusal);
