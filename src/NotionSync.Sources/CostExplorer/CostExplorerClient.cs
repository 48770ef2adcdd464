using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using NotionSync.Sources.Aws;
using NotionSync.Sources.Http;
using NotionSync.Sources.Kinds;

namespace NotionSync.Sources.CostExplorer;

/// <summary>Asks Cost Explorer. Every page is a request, and every request is paid.</summary>
internal sealed class CostExplorerClient(IOptions<CostExplorerOptions> options, IHttpClientFactory http, TimeProvider time) : IDisposable
{
    private readonly Lazy<(AwsApi Api, AwsCredentialSource Credentials)> connection = new(() => Connect(options.Value, http, time));

    /// <summary>All pages of an answer.</summary>
    /// <param name="operation">E.g. <c>GetCostAndUsage</c>.</param>
    /// <param name="input">Its input; left as it is.</param>
    /// <param name="what">What is read, for messages.</param>
    /// <param name="cancellationToken">Stops between pages.</param>
    /// <exception cref="VendorException">It was refused, could not be reached, or the budget of requests is spent.</exception>
    public async Task<IReadOnlyList<JsonObject>> PagesAsync(string operation, JsonObject input, string what, CancellationToken cancellationToken)
    {
        try
        {
            return await ReadAsync(operation, input, what, cancellationToken);
        }
        catch (VendorException changed) when (changed.Code is "RequestChangedException" or "InvalidNextTokenException")
        {
            // The data moved on between two pages: they no longer belong together.
            return await ReadAsync(operation, input, what, cancellationToken);
        }
    }

    /// <summary>One page.</summary>
    public Task<JsonAnswer> CallAsync(string operation, JsonObject input, CancellationToken cancellationToken) => connection.Value.Api.CallAsync(operation, input, cancellationToken);

    /// <inheritdoc/>
    public void Dispose()
    {
        if (connection.IsValueCreated)
        {
            connection.Value.Credentials.Dispose();
        }
    }

    private async Task<IReadOnlyList<JsonObject>> ReadAsync(string operation, JsonObject input, string what, CancellationToken cancellationToken)
    {
        var tokens = new PageTokens(connection.Value.Api.Vendor, what);
        var pages = new List<JsonObject>();
        var asked = (JsonObject)input.DeepClone();
        string? token;
        do
        {
            var page = (await CallAsync(operation, asked, cancellationToken)).Object;
            pages.Add(page);
            token = SettingsCheck.Text(page["NextPageToken"]);
            asked["NextPageToken"] = token;
        }
        while (tokens.GoesOn(token));

        return pages;
    }

    private static (AwsApi, AwsCredentialSource) Connect(CostExplorerOptions options, IHttpClientFactory http, TimeProvider time)
    {
        var credentials = new AwsCredentialSource(options, CostExplorerOptions.Section, options.BillingRegion, time);
        var budget = new RequestBudget(options.MostRequestsPerDay, time);
        return (new AwsApi(AwsService.CostExplorer, options.BillingRegion, options, credentials, http, time, budget.Spend), credentials);
    }
}
