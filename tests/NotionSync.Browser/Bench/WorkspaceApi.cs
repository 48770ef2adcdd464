using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using NotionSync.LocalWorkspace;

namespace NotionSync.Browser.Bench;

/// <summary>A plain client of the API, for what tests put into a workspace.</summary>
internal sealed class WorkspaceApi : IDisposable
{
    private readonly HttpClient http;

    public WorkspaceApi(LocalWorkspaceServer server)
    {
        Home = server.ParentPageId;
        http = new HttpClient { BaseAddress = server.Url };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", server.Token);
        http.DefaultRequestHeaders.Add("Notion-Version", "2026-03-11");
    }

    /// <summary>The page that is shared with the integration.</summary>
    public string Home { get; }

    /// <returns>The answer, which is a success.</returns>
    public async Task<JsonObject> SendAsync(string method, string path, string? json = null)
    {
        var (status, answer) = await TryAsync(method, path, json);
        Assert.True(status == 200, $"{method} {path} {json}: {answer.ToJsonString()}");
        return answer;
    }

    /// <returns>The answer, whatever it is.</returns>
    public async Task<(int Status, JsonObject Answer)> TryAsync(string method, string path, string? json = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        request.Content = json is null ? null : new StringContent(json, Encoding.UTF8, "application/json");
        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return ((int)response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!.AsObject());
    }

    /// <returns>Ids of the database and its data source.</returns>
    public async Task<(string Database, string Source)> DatabaseAsync(string title, string properties, bool isInline = false)
    {
        var made = await SendAsync("POST", "/v1/databases",
            $$$"""{"parent":{"type":"page_id","page_id":"{{{Home}}}"},"is_inline":{{{(isInline ? "true" : "false")}}},"title":[{"text":{"content":{{{Quoted(title)}}}}}],"initial_data_source":{"properties":{ {{{properties}}} } } }""");
        return (IdOf(made), made["data_sources"]![0]!["id"]!.GetValue<string>());
    }

    public async Task<string> RowAsync(string source, string name, string more = "") => IdOf(await SendAsync("POST", "/v1/pages",
        $$$"""{"parent":{"type":"data_source_id","data_source_id":"{{{source}}}"},"properties":{"Name":{"title":[{"text":{"content":{{{Quoted(name)}}}}}]}{{{(more.Length > 0 ? "," + more : "")}}}}}"""));

    public async Task<string> PageAsync(string title, string children = "[]", string? parent = null) => IdOf(await SendAsync("POST", "/v1/pages",
        $$$"""{"parent":{"type":"page_id","page_id":"{{{parent ?? Home}}}"},"properties":{"title":{"title":[{"text":{"content":{{{Quoted(title)}}}}}]}},"children":{{{children}}}}"""));

    /// <param name="more">Further members of the request, e.g. <c>"filter":{…}</c>.</param>
    public async Task<string> ViewAsync(string database, string source, string name, string type, string configuration = "", string more = "") => IdOf(await SendAsync("POST", "/v1/views",
        $$"""{"database_id":"{{database}}","data_source_id":"{{source}}","name":{{Quoted(name)}},"type":"{{type}}"{{(configuration.Length > 0 ? $",\"configuration\":{{\"type\":\"{type}\",{configuration}}}" : "")}}{{(more.Length > 0 ? "," + more : "")}}}"""));

    public async Task<string> WidgetAsync(string dashboard, string source, string name, string type, string configuration = "") => IdOf(await SendAsync("POST", "/v1/views",
        $$"""{"view_id":"{{dashboard}}","data_source_id":"{{source}}","name":{{Quoted(name)}},"type":"{{type}}"{{(configuration.Length > 0 ? $",\"configuration\":{{\"type\":\"{type}\",{configuration}}}" : "")}}}"""));

    public Task<JsonObject> EditAsync(string page, string properties) => SendAsync("PATCH", $"/v1/pages/{page}", $$"""{"properties":{{properties}}}""");

    /// <returns>The id of the upload.</returns>
    public async Task<string> UploadAsync(string name, string contentType, byte[] bytes)
    {
        var made = await SendAsync("POST", "/v1/file_uploads", $$"""{"mode":"single_part","filename":{{Quoted(name)}},"content_type":"{{contentType}}"}""");
        using var part = new ByteArrayContent(bytes);
        part.Headers.ContentType = new MediaTypeHeaderValue(contentType);
        using var form = new MultipartFormDataContent { { part, "file", "upload" } };
        using var sent = await http.PostAsync($"/v1/file_uploads/{IdOf(made)}/send", form, TestContext.Current.CancellationToken);
        Assert.True(sent.IsSuccessStatusCode, await sent.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        return IdOf(made);
    }

    public void Dispose() => http.Dispose();

    public static string Quoted(string text) => JsonSerializer.Serialize(text);

    /// <summary>An address in the preview, e.g. of a row.</summary>
    public static string PageAddress(string id) => $"/p/{Short(id)}";

    public static string DatabaseAddress(string id, string? view = null) => view is null ? $"/d/{Short(id)}" : $"/d/{Short(id)}?v={Short(view)}";

    public static string Short(string id) => id.Replace("-", "", StringComparison.Ordinal);

    private static string IdOf(JsonObject answer) => answer["id"]!.GetValue<string>();
}
