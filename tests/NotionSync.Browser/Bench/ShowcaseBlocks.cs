using System.Text.Json.Nodes;

namespace NotionSync.Browser.Bench;

/// <summary>A page with every kind of block that the API writes.</summary>
internal static class ShowcaseBlocks
{
    /// <returns>The id of the page.</returns>
    public static async Task<string> MakeAsync(WorkspaceApi api, string source, string database, string row, string picture)
    {
        var page = await api.PageAsync("Every block");
        await AppendAsync(api, page, Text, Layout(row, database), Media(picture));
        var shared = await AppendAsync(api, page, """[{"synced_block":{"synced_from":null,"children":[{"paragraph":{"rich_text":[{"text":{"content":"Shown twice"}}]}}]}}]""");
        await AppendAsync(api, page, $$$"""[{"synced_block":{"synced_from":{"type":"block_id","block_id":"{{{shared[0]}}}"} } }]""");
        await api.PageAsync("A page inside", parent: page);
        await api.SendAsync("POST", "/v1/comments", $$$"""{"parent":{"page_id":"{{{page}}}"},"rich_text":[{"text":{"content":"A comment on the page"}}]}""");
        foreach (var (name, type, configuration) in new[]
        {
            ("Linked table", "table", ""),
            ("Linked chart", "chart", "\"chart_type\":\"column\",\"x_axis\":{\"type\":\"select\",\"property_id\":\"Stage\",\"sort\":{\"type\":\"manual\"}},\"y_axis\":{\"aggregator\":\"count\"}"),
        })
        {
            await api.SendAsync("POST", "/v1/views", $$$"""
                {"create_database":{"parent":{"type":"page_id","page_id":"{{{page}}}"}},"data_source_id":"{{{source}}}","name":"{{{name}}}","type":"{{{type}}}"{{{(configuration.Length > 0 ? $",\"configuration\":{{\"type\":\"{type}\",{configuration}}}" : "")}}}}
                """);
        }

        return page;
    }

    private static async Task<IReadOnlyList<string>> AppendAsync(WorkspaceApi api, string page, params string[] lists)
    {
        var made = new List<string>();
        foreach (var list in lists)
        {
            var answer = await api.SendAsync("PATCH", $"/v1/blocks/{page}/children", $$"""{"children":{{list}}}""");
            made.AddRange(answer["results"]!.AsArray().Select(block => block!["id"]!.GetValue<string>()));
        }

        return made;
    }

    private const string Text = """
        [
          {"table_of_contents":{"color":"gray"}},
          {"breadcrumb":{}},
          {"heading_1":{"rich_text":[{"text":{"content":"First"}}],"color":"blue"}},
          {"heading_2":{"rich_text":[{"text":{"content":"Second"}}]}},
          {"heading_3":{"rich_text":[{"text":{"content":"Third, folded"}}],"is_toggleable":true,"children":[{"paragraph":{"rich_text":[{"text":{"content":"Under the heading"}}]}}]}},
          {"heading_4":{"rich_text":[{"text":{"content":"Fourth"}}]}},
          {"paragraph":{"rich_text":[
            {"text":{"content":"Plain, "}},{"text":{"content":"bold"},"annotations":{"bold":true}},{"text":{"content":", "}},
            {"text":{"content":"italic"},"annotations":{"italic":true}},{"text":{"content":" "}},{"text":{"content":"struck"},"annotations":{"strikethrough":true}},
            {"text":{"content":" "}},{"text":{"content":"under"},"annotations":{"underline":true}},{"text":{"content":" "}},{"text":{"content":"code"},"annotations":{"code":true}},
            {"text":{"content":" "}},{"text":{"content":"red"},"annotations":{"color":"red"}},{"text":{"content":" "}},{"text":{"content":"on yellow"},"annotations":{"color":"yellow_background"}},
            {"text":{"content":" "}},{"text":{"content":"outside","link":{"url":"https://example.com/"}}},{"text":{"content":" "}},{"equation":{"expression":"e=mc^2"}}
          ],"children":[{"paragraph":{"rich_text":[{"text":{"content":"Indented"}}]}}]}},
          {"bulleted_list_item":{"rich_text":[{"text":{"content":"One"}}],"children":[{"bulleted_list_item":{"rich_text":[{"text":{"content":"Inside"}}]}}]}},
          {"bulleted_list_item":{"rich_text":[{"text":{"content":"Two"}}]}},
          {"numbered_list_item":{"rich_text":[{"text":{"content":"First step"}}]}},
          {"numbered_list_item":{"rich_text":[{"text":{"content":"Second step"}}]}},
          {"to_do":{"rich_text":[{"text":{"content":"To do"}}],"checked":false}},
          {"to_do":{"rich_text":[{"text":{"content":"Done"}}],"checked":true}},
          {"toggle":{"rich_text":[{"text":{"content":"Unfold me"}}],"children":[{"paragraph":{"rich_text":[{"text":{"content":"Folded text"}}]}}]}},
          {"quote":{"rich_text":[{"text":{"content":"A quote"}}]}},
          {"callout":{"rich_text":[{"text":{"content":"Mind this"}}],"icon":{"emoji":"💡"},"color":"yellow_background"}},
          {"code":{"rich_text":[{"text":{"content":"var one = 1;"}}],"language":"c#","caption":[{"text":{"content":"A caption"}}]}},
          {"code":{"rich_text":[{"text":{"content":"graph LR\n  A[Source] --> B[Mapping]\n  B --> C{Plan}\n  C -->|apply| D[(Notion)]"}}],"language":"mermaid"}},
          {"code":{"rich_text":[{"text":{"content":"pie title Shares\n  \"One\" : 40\n  \"Two\" : 60"}}],"language":"mermaid"}},
          {"equation":{"expression":"\\frac{a}{b}"}},
          {"divider":{}}
        ]
        """;

    private static string Layout(string row, string database) => new JsonArray(
        JsonNode.Parse("""{"table":{"table_width":2,"has_column_header":true,"has_row_header":true,"children":[{"table_row":{"cells":[[{"text":{"content":"Head"}}],[{"text":{"content":"Value"}}]]}},{"table_row":{"cells":[[{"text":{"content":"Row"}}],[{"text":{"content":"1"}}]]}}]}}"""),
        JsonNode.Parse("""{"column_list":{"children":[{"column":{"width_ratio":0.3,"children":[{"paragraph":{"rich_text":[{"text":{"content":"Left"}}]}}]}},{"column":{"width_ratio":0.7,"children":[{"paragraph":{"rich_text":[{"text":{"content":"Right"}}]}}]}}]}}"""),
        JsonNode.Parse("""{"tab":{"children":[{"paragraph":{"rich_text":[{"text":{"content":"Tab one"}}],"children":[{"paragraph":{"rich_text":[{"text":{"content":"In tab one"}}]}}]}},{"paragraph":{"rich_text":[{"text":{"content":"Tab two"}}]}}]}}"""),
        JsonNode.Parse($$$"""{"link_to_page":{"page_id":"{{{row}}}"} }"""),
        JsonNode.Parse($$$"""{"link_to_page":{"database_id":"{{{database}}}"} }"""),
        JsonNode.Parse($$$$"""{"paragraph":{"rich_text":[{"mention":{"page":{"id":"{{{{row}}}}"} } },{"text":{"content":" and "}},{"mention":{"date":{"start":"2026-11-23"}}}]}}""")).ToJsonString();

    private static string Media(string picture) => $$$$"""
        [
          {"image":{"type":"file_upload","file_upload":{"id":"{{{{picture}}}}"},"caption":[{"text":{"content":"A dot"}}]}},
          {"file":{"type":"file_upload","file_upload":{"id":"{{{{picture}}}}"},"name":"dot.png"}},
          {"video":{"type":"external","external":{"url":"https://example.com/film.mp4"}}},
          {"audio":{"type":"external","external":{"url":"https://example.com/sound.mp3"}}},
          {"pdf":{"type":"external","external":{"url":"https://example.com/paper.pdf"}}},
          {"bookmark":{"url":"https://example.com/read","caption":[{"text":{"content":"To read"}}]}},
          {"embed":{"url":"https://example.com/embedded"}}
        ]
        """;
}
