using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using NotionSync.Sources.Http;

namespace NotionSync.Sources.CostExplorer;

/// <summary>
/// Answers that were paid for, kept so that no question is paid twice within <c>AskEvery</c>: not by several blocks that ask the same, nor
/// by a read that begins anew. What a one-shot command has read is remembered by the cursor instead.
/// </summary>
internal sealed class PaidAnswers(CostExplorerClient client, IOptions<CostExplorerOptions> options) : IDisposable
{
    private readonly Dictionary<string, PaidAnswer> known = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim gate = new(1);

    /// <summary>The same question is not paid again within this time.</summary>
    public TimeSpan AskEvery => options.Value.AskEvery;

    /// <summary>The answer to a question: one that was paid for lately, else a new one.</summary>
    /// <param name="operation">E.g. <c>GetCostAndUsage</c>.</param>
    /// <param name="question">What is asked, its days left out: a new day is no new question.</param>
    /// <param name="input">What is sent if it must be.</param>
    /// <param name="at">The run's time.</param>
    /// <param name="cancellationToken">Stops between pages.</param>
    /// <exception cref="VendorException">It was refused, could not be reached, or the budget of requests is spent.</exception>
    public async Task<PaidAnswer> AskAsync(string operation, string question, JsonObject input, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var key = $"{operation} {question}";
        await gate.WaitAsync(cancellationToken);
        try
        {
            if (known.TryGetValue(key, out var answer) && IsFresh(answer.At, at))
            {
                return answer;
            }

            return known[key] = await PayAsync(operation, input, at, cancellationToken);
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Whether what was read at one time is not to be asked for at another.</summary>
    public bool IsFresh(DateTimeOffset read, DateTimeOffset at) => at >= read && at - read < AskEvery;

    /// <inheritdoc/>
    public void Dispose() => gate.Dispose();

    private async Task<PaidAnswer> PayAsync(string operation, JsonObject input, DateTimeOffset at, CancellationToken cancellationToken)
    {
        try
        {
            return new PaidAnswer(await client.PagesAsync(operation, input, operation, cancellationToken), at, null);
        }
        catch (VendorException none) when (none.Code is "DataUnavailableException" or "BillExpirationException" or "BillingViewHealthStatusException")
        {
            // That there is nothing to be told is an answer too.
            return new PaidAnswer([], at, none);
        }
    }
}

/// <summary>An answer.</summary>
/// <param name="Pages">In order; none when there is nothing to be told. Not to be changed.</param>
/// <param name="At">When it was asked for.</param>
/// <param name="Nothing">Why there is nothing to be told; null when there is.</param>
internal sealed record PaidAnswer(IReadOnlyList<JsonObject> Pages, DateTimeOffset At, VendorException? Nothing)
{
    /// <summary>The objects of a list over all pages; the nodes are not to be changed.</summary>
    public IEnumerable<JsonObject> Items(string member) => Pages.SelectMany(page => (page[member] as JsonArray ?? []).OfType<JsonObject>());
}
