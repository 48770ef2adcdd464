using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace NotionSync.Tests.LocalWorkspace.Preview;

/// <summary>A local workspace and the preview's pages as text.</summary>
internal sealed class PreviewBrowser(LocalNotion notion) : IAsyncDisposable
{
    private readonly HttpClient _client = new(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = notion.Server.Url };

    public LocalNotion Notion => notion;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<PreviewBrowser> StartAsync() => new(await LocalNotion.StartAsync());

    /// <summary>What stands in the middle of the page; of a part the whole.</summary>
    public async Task<string> ShowAsync(string address)
    {
        using var response = await _client.GetAsync(address, Cancellation);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var html = await response.Content.ReadAsStringAsync(Cancellation);
        var main = html.IndexOf("<main", StringComparison.Ordinal);
        return main < 0 ? html : html[main..html.IndexOf("</main>", StringComparison.Ordinal)];
    }

    public Task<HttpResponseMessage> GetAsync(string address) => _client.GetAsync(address, Cancellation);

    public Task<string> ShowViewAsync(string database, string view, string more = "") => ShowAsync($"/d/{Short(database)}?v={Short(view)}{more}");

    public Task<string> ShowPageAsync(string page) => ShowAsync($"/p/{Short(page)}");

    public async Task<(int Status, JsonObject Answer)> ActAsync(JsonObject act)
    {
        using var response = await SendActAsync(act, ("X-Preview", "1"));
        return ((int)response.StatusCode, (JsonObject)JsonNode.Parse(await response.Content.ReadAsStringAsync(Cancellation))!);
    }

    public async Task<HttpResponseMessage> SendActAsync(JsonObject act, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/preview/acts") { Content = JsonContent.Create(act) };
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await _client.SendAsync(request, Cancellation);
    }

    /// <returns>The id of the new view.</returns>
    public async Task<string> AViewAsync(string database, string source, string type, string configuration, string more = "")
    {
        var view = await notion.OkAsync("POST", "/v1/views",
            $$$"""{"database_id":"{{{database}}}","data_source_id":"{{{source}}}","name":"A {{{type}}}","type":"{{{type}}}","configuration":{{{configuration}}}{{{more}}}}""");
        return view.Id;
    }

    public static string Short(string id) => id.Replace("-", "", StringComparison.Ordinal);

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await notion.DisposeAsync();
    }
}
