using System.Text;
using System.Text.Json.Nodes;
using NotionSync.Browser.Bench;
using NotionSync.LocalWorkspace;

namespace NotionSync.Browser.Safety;

/// <summary>A workspace in which every text is a payload.</summary>
public sealed class HostileWorkspace(Chromium chromium) : IAsyncLifetime
{
    private readonly List<string> pages = [];
    private LocalWorkspaceServer? server;

    internal LocalWorkspaceServer Server => server!;

    internal WorkspaceApi Api { get; private set; } = null!;

    /// <summary>Addresses of everything that was made.</summary>
    internal IReadOnlyList<string> Pages => pages;

    /// <summary>The page with the diagrams.</summary>
    internal string Diagrams { get; private set; } = null!;

    /// <summary>The row that holds the uploads.</summary>
    internal string Uploads { get; private set; } = null!;

    /// <summary>How many texts were taken by the API, of all kinds.</summary>
    internal int Taken { get; private set; }

    internal Task<Window> OpenAsync() => chromium.OpenAsync(Server.Url);

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        Chromium.SkipUnlessInstalled();
        server = await LocalWorkspaceServer.StartAsync(new LocalWorkspaceOptions { RequestsPerMinute = 1_000_000 }, TestContext.Current.CancellationToken);
        Api = new WorkspaceApi(server);
        await MakeBlocksAsync();
        await MakeDatabaseAsync();
        await MakeDiagramsAsync();
        await MakeFilesAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Api?.Dispose();
        if (server is not null)
        {
            await server.DisposeAsync();
        }
    }

    private static JsonArray Rich(string text) => [new JsonObject { ["text"] = new JsonObject { ["content"] = text } }];

    private async Task MakeBlocksAsync()
    {
        string[] kinds = ["paragraph", "heading_1", "bulleted_list_item", "numbered_list_item", "to_do", "toggle", "quote", "callout"];
        var blocks = new JsonArray([.. Payloads.Texts.Select((text, at) => new JsonObject { [kinds[at % kinds.Length]] = new JsonObject { ["rich_text"] = Rich(text) } })]);
        blocks.Insert(0, new JsonObject { ["table_of_contents"] = new JsonObject() });
        blocks.Add(new JsonObject { ["code"] = new JsonObject { ["rich_text"] = Rich(Payloads.Texts[0]), ["language"] = "html", ["caption"] = Rich(Payloads.Texts[11]) } });
        blocks.Add(new JsonObject { ["equation"] = new JsonObject { ["expression"] = Payloads.Texts[14] } });
        blocks.Add(new JsonObject { ["table"] = new JsonObject { ["table_width"] = 1, ["children"] = new JsonArray(new JsonObject { ["table_row"] = new JsonObject { ["cells"] = new JsonArray(Rich(Payloads.Texts[11])) } }) } });
        var page = await Api.PageAsync(Payloads.Texts[11], blocks.ToJsonString());
        Taken += Payloads.Texts.Count;
        foreach (var text in Payloads.Texts.Take(12))
        {
            await Api.SendAsync("POST", "/v1/comments", new JsonObject { ["parent"] = new JsonObject { ["page_id"] = page }, ["rich_text"] = Rich(text) }.ToJsonString());
        }

        // An address that the API refuses is as harmless as one that is shown as text.
        foreach (var address in Payloads.Addresses)
        {
            foreach (var block in new JsonObject[]
            {
                new() { ["bookmark"] = new JsonObject { ["url"] = address } },
                new() { ["embed"] = new JsonObject { ["url"] = address } },
                new() { ["image"] = new JsonObject { ["type"] = "external", ["external"] = new JsonObject { ["url"] = address } } },
                new() { ["file"] = new JsonObject { ["type"] = "external", ["external"] = new JsonObject { ["url"] = address } } },
                new() { ["paragraph"] = new JsonObject { ["rich_text"] = new JsonArray(new JsonObject { ["text"] = new JsonObject { ["content"] = "link", ["link"] = new JsonObject { ["url"] = address } } }) } },
            })
            {
                var (status, _) = await Api.TryAsync("PATCH", $"/v1/blocks/{page}/children", new JsonObject { ["children"] = new JsonArray(block) }.ToJsonString());
                Taken += status == 200 ? 1 : 0;
            }
        }

        await Api.TryAsync("PATCH", $"/v1/pages/{page}", """{"icon":{"type":"external","external":{"url":"javascript:pwned(1)"}},"cover":{"type":"external","external":{"url":"javascript:pwned(1)"}}}""");
        pages.Add(WorkspaceApi.PageAddress(page));
    }

    private async Task MakeDatabaseAsync()
    {
        var options = new JsonArray([.. Payloads.Texts.Where(text => !text.Contains(',', StringComparison.Ordinal)).Take(40).Select(text => new JsonObject { ["name"] = text })]);
        var properties = new JsonObject
        {
            ["Name"] = new JsonObject { ["title"] = new JsonObject() },
            ["Text"] = new JsonObject { ["rich_text"] = new JsonObject() },
            ["Pick"] = new JsonObject { ["select"] = new JsonObject { ["options"] = options.DeepClone() } },
            ["Picks"] = new JsonObject { ["multi_select"] = new JsonObject { ["options"] = options } },
            ["Link"] = new JsonObject { ["url"] = new JsonObject() },
            ["Mail"] = new JsonObject { ["email"] = new JsonObject() },
            ["Phone"] = new JsonObject { ["phone_number"] = new JsonObject() },
            ["Files"] = new JsonObject { ["files"] = new JsonObject() },
            ["Day"] = new JsonObject { ["date"] = new JsonObject() },
            [Payloads.Texts[11]] = new JsonObject { ["rich_text"] = new JsonObject() },
            [Payloads.Texts[40]] = new JsonObject { ["number"] = new JsonObject() },
        };
        var (database, source) = await Api.DatabaseAsync(Payloads.Texts[0], properties.ToJsonString()[1..^1]);
        await Api.SendAsync("PATCH", $"/v1/databases/{database}", new JsonObject { ["description"] = Rich(Payloads.Texts[11]) }.ToJsonString());
        for (var at = 0; at < Payloads.Texts.Count; at++)
        {
            var text = Payloads.Texts[at];
            var address = Payloads.Addresses[at % Payloads.Addresses.Count];
            var row = new JsonObject
            {
                ["Text"] = new JsonObject { ["rich_text"] = Rich(text) },
                ["Pick"] = text.Contains(',', StringComparison.Ordinal) || at >= 40 ? null : new JsonObject { ["select"] = new JsonObject { ["name"] = text } },
                ["Link"] = new JsonObject { ["url"] = address },
                ["Mail"] = new JsonObject { ["email"] = text },
                ["Phone"] = new JsonObject { ["phone_number"] = text },
                ["Day"] = new JsonObject { ["date"] = new JsonObject { ["start"] = "2026-11-23" } },
                ["Files"] = new JsonObject { ["files"] = new JsonArray(new JsonObject { ["name"] = text[..Math.Min(90, text.Length)], ["external"] = new JsonObject { ["url"] = address } }) },
            };
            if (row["Pick"] is null)
            {
                row.Remove("Pick");
            }

            await MakeRowAsync(source, text, row);
        }

        await MakeViewsAsync(database, source);
    }

    /// <summary>Whatever single value is refused is left out, the rest is written.</summary>
    private async Task MakeRowAsync(string source, string title, JsonObject values)
    {
        var row = await Api.RowAsync(source, title);
        foreach (var (name, value) in values)
        {
            var (status, _) = await Api.TryAsync("PATCH", $"/v1/pages/{row}", new JsonObject { ["properties"] = new JsonObject { [name] = value!.DeepClone() } }.ToJsonString());
            Taken += status == 200 ? 1 : 0;
        }

        pages.Add(WorkspaceApi.PageAddress(row));
    }

    private async Task MakeViewsAsync(string database, string source)
    {
        const string byPick = """{"type":"select","property_id":"Pick","sort":{"type":"manual"}}""";
        (string Type, string Configuration)[] views =
        [
            ("table", $"\"group_by\":{byPick}"), ("board", $"\"group_by\":{byPick}"), ("gallery", "\"cover\":{\"type\":\"property\",\"property_id\":\"Files\"}"), ("list", ""), ("calendar", "\"date_property_id\":\"Day\""),
            ("timeline", "\"date_property_id\":\"Day\""), ("chart", $"\"chart_type\":\"bar\",\"x_axis\":{byPick},\"y_axis\":{{\"aggregator\":\"count\"}}"), ("form", ""), ("map", ""),
        ];
        for (var at = 0; at < views.Length; at++)
        {
            var view = await Api.ViewAsync(database, source, Payloads.Texts[at], views[at].Type, views[at].Configuration,
                $$"""
                "filter":{"property":"Text","rich_text":{"does_not_contain":{{WorkspaceApi.Quoted("<img src=x onerror=pwned(1)> nowhere")}} } }
                """);
            pages.Add(WorkspaceApi.DatabaseAddress(database, view));
        }

        pages.Add(WorkspaceApi.DatabaseAddress(database));
    }

    private async Task MakeDiagramsAsync()
    {
        var blocks = new JsonArray([.. Payloads.Diagrams.Select(text => new JsonObject { ["code"] = new JsonObject { ["rich_text"] = Rich(text), ["language"] = "mermaid" } })]);
        Diagrams = WorkspaceApi.PageAddress(await Api.PageAsync("Diagrams", blocks.ToJsonString()));
        Taken += Payloads.Diagrams.Count;
    }

    private async Task MakeFilesAsync()
    {
        var (_, source) = await Api.DatabaseAsync("Uploads", """ "Name":{"title":{}},"Files":{"files":{}} """);
        var files = new JsonArray();
        foreach (var (name, type, content) in Payloads.Files)
        {
            files.Add(new JsonObject { ["name"] = name, ["type"] = "file_upload", ["file_upload"] = new JsonObject { ["id"] = await Api.UploadAsync(name, type, Encoding.UTF8.GetBytes(content)) } });
        }

        Uploads = WorkspaceApi.PageAddress(await Api.RowAsync(source, "Files", $"\"Files\":{{\"files\":{files.ToJsonString()}}}"));
        pages.Add(Uploads);
    }
}
