using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using NotionSync.LocalWorkspace;

namespace NotionSync.Scenarios.LocalWorkspace;

/// <summary>A workspace file with twenty thousand rows of sixteen columns, related to a thousand others.</summary>
internal static class ManyPages
{
    public const int Runs = 20_000;
    private const int Teams = 1_000;
    private const int AtOnce = 4;

    private static readonly string[] Stages = ["Draft", "Trial", "Pilot", "Live", "Frozen", "Retired"];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Fills a new file.</summary>
    /// <returns>The id of the data source, and ids of some of its rows.</returns>
    public static async Task<(string Source, IReadOnlyList<string> Rows)> MakeAsync(string file)
    {
        await using var server = await LocalWorkspaceServer.StartAsync(new LocalWorkspaceOptions { DataFile = file, RequestsPerMinute = int.MaxValue }, Stop);
        using var client = ClientOf(server.Url);
        var teams = await DatabaseAsync(client, server.ParentPageId, "Teams", """{"Name":{"title":{}},"Budget":{"number":{"format":"dollar"}}}""");
        var teamIds = await RowsAsync(client, teams, Teams, number => $$$"""{"Name":{{{Title("team", number)}}},"Budget":{"number":{{{number % 97}}}.5} }""");
        var source = await DatabaseAsync(client, server.ParentPageId, "Runs", $$$"""
            {"Name":{"title":{}},"Notes":{"rich_text":{}},"Key":{"rich_text":{}},"Cost":{"number":{"format":"dollar"}},"Score":{"number":{}},"Share":{"number":{"format":"percent"}},
             "Stage":{"select":{"options":[{{{string.Join(',', Stages.Select(stage => $$"""{"name":"{{stage}}"}"""))}}}]}},"Status":{"status":{}},"Tags":{"multi_select":{"options":[{"name":"a"},{"name":"b"},{"name":"c"}]}},
             "Started":{"date":{}},"Due":{"date":{}},"Done":{"checkbox":{}},"Link":{"url":{}},"Team":{"relation":{"data_source_id":"{{{teams}}}","dual_property":{} } } }
            """);
        await SendAsync(client, "PATCH", $"/v1/data_sources/{source}", """{"properties":{"Budget":{"rollup":{"relation_property_name":"Team","rollup_property_name":"Budget","function":"sum"}}}}""");
        await SendAsync(client, "PATCH", $"/v1/data_sources/{source}", """{"properties":{"Total":{"formula":{"expression":"prop(\"Cost\") * 2 + prop(\"Score\")"}}}}""");
        var rows = await RowsAsync(client, source, Runs, number => Run(number, teamIds));
        return (source, [.. rows.Where((_, index) => index % 40 == 0)]);
    }

    public static HttpClient ClientOf(Uri address)
    {
        var client = new HttpClient { BaseAddress = address };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", new LocalWorkspaceOptions().Token);
        client.DefaultRequestHeaders.Add("Notion-Version", "2026-03-11");
        return client;
    }

    public static async Task<JsonObject> SendAsync(HttpClient client, string method, string path, string? body)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json") };
        using var response = await client.SendAsync(request, Stop);
        Assert.True(response.IsSuccessStatusCode, $"{method} {path}: {await response.Content.ReadAsStringAsync(Stop)}");
        return (await response.Content.ReadFromJsonAsync<JsonObject>(Stop))!;
    }

    private static async Task<string> DatabaseAsync(HttpClient client, string home, string title, string properties)
    {
        var made = await SendAsync(client, "POST", "/v1/databases",
            $$$"""{"parent":{"type":"page_id","page_id":"{{{home}}}"},"title":[{"text":{"content":"{{{title}}}"}}],"initial_data_source":{"properties":{{{properties}}}}}""");
        return made["data_sources"]![0]!["id"]!.GetValue<string>();
    }

    private static async Task<string[]> RowsAsync(HttpClient client, string source, int count, Func<int, string> properties)
    {
        var ids = new string[count];
        await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = Stop }, async (number, _) =>
        {
            var made = await SendAsync(client, "POST", "/v1/pages?filter_properties=title", $$$"""{"parent":{"data_source_id":"{{{source}}}"},"properties":{{{properties(number)}}}}""");
            ids[number] = made["id"]!.GetValue<string>();
        });
        return ids;
    }

    private static string Title(string word, int number) => $$$"""{"title":[{"text":{"content":"{{{word}}} {{{number.ToString("00000", CultureInfo.InvariantCulture)}}}"}}]}""";

    private static string Run(int number, string[] teams)
    {
        var started = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddMinutes(number * 7);
        return $$$"""
            {"Name":{{{Title("run", number * 7919 % Runs)}}},"Notes":{"rich_text":[{"text":{"content":"Trained on the corpus of day {{{number % 365}}}, "}},{"text":{"content":"checked twice"},"annotations":{"bold":true}}]},
             "Key":{"rich_text":[{"text":{"content":"registry/run/{{{number}}}"}}]},"Cost":{"number":{{{number % 1013}}}.25},"Score":{"number":{{{number * 31 % 977}}}},"Share":{"number":0.{{{number % 100}}}},
             "Stage":{"select":{"name":"{{{Stages[number % Stages.Length]}}}"}},"Status":{"status":{"name":"{{{(number % 3 == 0 ? "Done" : "In progress")}}}"}},"Tags":{"multi_select":[{"name":"a"},{"name":"{{{(number % 2 == 0 ? "b" : "c")}}}"}]},
             "Started":{"date":{"start":"{{{started:yyyy-MM-dd'T'HH:mm:ss'Z'}}}"}},"Due":{"date":{"start":"{{{started.AddDays(30):yyyy-MM-dd}}}","end":"{{{started.AddDays(40):yyyy-MM-dd}}}"}},
             "Done":{"checkbox":{{{(number % 2 == 0 ? "true" : "false")}}}},"Link":{"url":"https://runs.example/{{{number}}}"},"Team":{"relation":[{"id":"{{{teams[number % Teams]}}}"}]}}
            """;
    }
}
