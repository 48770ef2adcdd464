using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using NotionSync.LocalWorkspace;

namespace NotionSync.Scenarios.Product;

/// <summary>Looks at a workspace through Notion's API alone, without any of the product's own code.</summary>
internal sealed class NotionEyes : IDisposable
{
    private readonly HttpClient http;
    private readonly string parentPageId;

    public NotionEyes(LocalWorkspaceServer server)
    {
        parentPageId = server.ParentPageId;
        http = new HttpClient { BaseAddress = server.Url };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", server.Token);
        http.DefaultRequestHeaders.Add("Notion-Version", "2026-03-11");
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Data source ids by database title; fails on two databases of one title.</summary>
    public async Task<Dictionary<string, string>> DataSourcesAsync()
    {
        var found = new Dictionary<string, string>();
        await foreach (var block in ListAsync($"v1/blocks/{parentPageId}/children", null))
        {
            if (block["type"]!.GetValue<string>() == "child_database")
            {
                var database = await GetAsync($"v1/databases/{block["id"]}");
                Assert.True(found.TryAdd(Text(database["title"]), database["data_sources"]![0]!["id"]!.GetValue<string>()), $"two databases: {Text(database["title"])}");
            }
        }

        return found;
    }

    /// <summary>Rows of a database by title, as property name to plain value.</summary>
    public async Task<Dictionary<string, Dictionary<string, JsonNode?>>> RowsAsync(string title)
    {
        var rows = new Dictionary<string, Dictionary<string, JsonNode?>>();
        await foreach (var page in ListAsync($"v1/data_sources/{(await DataSourcesAsync())[title]}/query", new JsonObject()))
        {
            var values = page["properties"]!.AsObject().ToDictionary(property => property.Key, property => Plain(property.Value!.AsObject()));
            var name = page["properties"]!.AsObject().Single(property => property.Value!["type"]!.GetValue<string>() == "title").Key;
            Assert.True(rows.TryAdd(values[name]!.GetValue<string>(), values), $"two rows: {values[name]}");
        }

        return rows;
    }

    /// <summary>Every sync key of the workspace, by database title.</summary>
    public async Task<List<(string Database, string Key)>> KeysAsync()
    {
        var keys = new List<(string, string)>();
        foreach (var (title, id) in await DataSourcesAsync())
        {
            await foreach (var page in ListAsync($"v1/data_sources/{id}/query", new JsonObject()))
            {
                keys.Add((title, Text(page["properties"]!["Sync key"]!["rich_text"])));
            }
        }

        return keys;
    }

    /// <summary>What stands on the pages that lie on the parent page, in its order: the page's title, the block's type and its text.</summary>
    public async Task<List<(string Page, string Type, string Text)>> BlocksAsync()
    {
        var blocks = new List<(string, string, string)>();
        await foreach (var page in ListAsync($"v1/blocks/{parentPageId}/children", null).Where(block => block["child_page"] is not null))
        {
            await foreach (var block in ListAsync($"v1/blocks/{page["id"]}/children", null))
            {
                var type = block["type"]!.GetValue<string>();
                blocks.Add((page["child_page"]!["title"]!.GetValue<string>(), type, block[type]!["rich_text"] is { } text ? Text(text) : ""));
            }
        }

        return blocks;
    }

    /// <summary>Names of the views of every database, linked ones included, one entry for each view.</summary>
    public async Task<List<(string Database, string View)>> ViewsAsync()
    {
        var views = new List<(string, string)>();
        foreach (var (title, id) in await DataSourcesAsync())
        {
            await foreach (var view in ListAsync($"v1/views?data_source_id={id}", null))
            {
                views.Add((title, (await GetAsync($"v1/views/{view["id"]}"))["name"]!.GetValue<string>()));
            }
        }

        return views;
    }

    /// <summary>Calls to Notion that changed something, so far.</summary>
    public async Task<int> WritesAsync() => (await GetAsync("_admin/requests"))["write"]!.GetValue<int>();

    /// <inheritdoc/>
    public void Dispose() => http.Dispose();

    private async IAsyncEnumerable<JsonObject> ListAsync(string path, JsonObject? body)
    {
        string? cursor = null;
        do
        {
            JsonObject page;
            if (body is null)
            {
                page = await GetAsync(cursor is null ? path : $"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}start_cursor={Uri.EscapeDataString(cursor)}");
            }
            else
            {
                var query = (JsonObject)body.DeepClone();
                if (cursor is not null)
                {
                    query["start_cursor"] = cursor;
                }

                using var answer = await http.PostAsJsonAsync(path, query, Stop);
                answer.EnsureSuccessStatusCode();
                page = (await answer.Content.ReadFromJsonAsync<JsonObject>(Stop))!;
            }

            foreach (var item in page["results"]!.AsArray())
            {
                yield return item!.AsObject();
            }

            cursor = page["next_cursor"]?.GetValue<string>();
        }
        while (cursor is not null);
    }

    private async Task<JsonObject> GetAsync(string path) => (await http.GetFromJsonAsync<JsonObject>(path, Stop))!;

    private static JsonNode? Plain(JsonObject property)
    {
        var type = property["type"]!.GetValue<string>();
        var value = property[type];
        return type switch
        {
            "title" or "rich_text" => JsonValue.Create(Text(value)),
            "select" => value?["name"],
            "date" => value?["start"],
            "rollup" => value?[value["type"]!.GetValue<string>()],
            _ => value,
        };
    }

    private static string Text(JsonNode? richText) => string.Concat(richText!.AsArray().Select(part => part!["plain_text"]!.GetValue<string>()));
}
