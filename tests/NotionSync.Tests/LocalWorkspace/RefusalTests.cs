using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using NotionSync.LocalWorkspace;

namespace NotionSync.Tests.LocalWorkspace;

/// <summary>What is refused leaves nothing behind, and neither does what cannot be kept.</summary>
public sealed class RefusalTests : IDisposable
{
    private const string Unknown = "00000000-0000-4000-8000-000000000000";

    private readonly string file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid()}.db");

    /// <summary>Requests that are refused late. {Upload} is a file that was never sent, {Icon} an icon of it.</summary>
    public static TheoryData<string, string, string> Late => new()
    {
        { "PATCH", "/v1/pages/{Row}/markdown", """{"type":"replace_content","replace_content":{"new_str":"<mention-date start=\"soon\"/>","allow_deleting_content":true}}""" },
        { "PATCH", "/v1/blocks/{Row}/children", """{"children":[{"paragraph":{"rich_text":[{"text":{"content":"new"}}]}},{"image":{"type":"file_upload","file_upload":{"id":"{Upload}"}}}]}""" },
        { "PATCH", "/v1/blocks/{Row}/children", """{"children":[{"paragraph":{"rich_text":[{"text":{"content":"new"}}]}},{"image":{"type":"file_upload","file_upload":{"id":"{Unknown}"}}}]}""" },
        { "POST", "/v1/pages", """{"parent":{"data_source_id":"{Source}"},"properties":{"Name":{"title":[]}},"children":[{"paragraph":{"rich_text":[]}},{"image":{"type":"file_upload","file_upload":{"id":"{Upload}"}}}]}""" },
        { "POST", "/v1/pages", """{"parent":{"data_source_id":"{Source}"},"properties":{"Parts":{"relation":[{"id":"{Row}"}]},"Files":{"files":[{"type":"file_upload","file_upload":{"id":"{Upload}"}}]}}}""" },
        { "PATCH", "/v1/pages/{Row}", """{"properties":{"Name":{"title":[{"text":{"content":"Other"}}]},"Kind":{"select":{"name":"new"}},"Parts":{"relation":[]},"Files":{"files":[{"type":"file_upload","file_upload":{"id":"{Upload}"}}]}}}""" },
        { "PATCH", "/v1/data_sources/{Source}", """{"properties":{"Kind":{"name":"Sort","select":{"options":[]}},"Parts":null,"Done":null,"More":{"number":{}}},"title":[{"text":{"content":"Other"}}],"parent":{"type":"database_id","database_id":"{Unknown}"}}""" },
        { "POST", "/v1/data_sources", """{"parent":{"database_id":"{Database}"},"properties":{"Name":{"title":{}},"Back":{"relation":{"data_source_id":"{Source}","dual_property":{}}}},"icon":{Icon}}""" },
        { "POST", "/v1/databases", """{"parent":{"type":"page_id","page_id":"{Home}"},"initial_data_source":{"properties":{"Name":{"title":{}}}},"icon":{Icon}}""" },
        { "POST", "/_admin/tokens", """{"name":"Second","pages":["nowhere"]}""" },
    };

    [Theory]
    [MemberData(nameof(Late))]
    public async Task A_refused_request_changes_nothing(string method, string path, string body)
    {
        LocalWorkspaceOptions options = new() { RequestsPerMinute = 1_000_000, DataFile = file };
        Dictionary<string, string> names;
        string before;
        await using (var notion = await LocalNotion.StartAsync(options))
        {
            names = await FilledAsync(notion);
            before = await EverythingAsync(notion, names);
            Assert.InRange((await notion.SendAsync(method, Named(path, names), Named(body, names))).Status, 400, 499);
            Assert.Equal(before, await EverythingAsync(notion, names));
            Assert.Equal(before, await EverythingAsync(notion, names));

            // What is written afterwards stands beside what was there, not beside what was refused.
            await notion.OkAsync("PATCH", $"/v1/pages/{names["Other"]}", """{"properties":{"Done":{"checkbox":true}}}""");
            await notion.OkAsync("PATCH", $"/v1/pages/{names["Other"]}", """{"properties":{"Done":{"checkbox":false}}}""");
            await notion.ARowNamedAsync(names["Source"], "Last");
            before = await EverythingAsync(notion, names);
            Assert.Contains("\"Last\"", before, StringComparison.Ordinal);
        }

        await using var again = await LocalNotion.StartAsync(options);
        Assert.Equal(before, await EverythingAsync(again, names));
    }

    [Fact]
    public async Task A_change_that_the_file_does_not_take_is_answered_with_500_and_changes_nothing()
    {
        LocalWorkspaceOptions options = new() { RequestsPerMinute = 1_000_000, DataFile = file };
        Dictionary<string, string> names;
        string before, after;
        const string Change = """{"properties":{"Name":{"title":[{"text":{"content":"Other"}}]},"Parts":{"relation":[]}}}""";
        await using (var notion = await LocalNotion.StartAsync(options))
        {
            names = await FilledAsync(notion);
            before = await EverythingAsync(notion, names);
            await InFileAsync("CREATE TRIGGER full BEFORE INSERT ON objects BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END");

            await notion.RefusedAsync(500, "PATCH", $"/v1/pages/{names["Row"]}", Change);
            await notion.RefusedAsync(500, "POST", "/v1/pages", $$$"""{"parent":{"data_source_id":"{{{names["Source"]}}}"},"properties":{}}""");
            Assert.Equal(before, await EverythingAsync(notion, names));

            await InFileAsync("DROP TRIGGER full");
            await notion.OkAsync("PATCH", $"/v1/pages/{names["Row"]}", Change);
            after = await EverythingAsync(notion, names);
            Assert.NotEqual(before, after);
        }

        await using var again = await LocalNotion.StartAsync(options);
        Assert.Equal(after, await EverythingAsync(again, names));
    }

    public void Dispose()
    {
        foreach (var left in Directory.GetFiles(Path.GetTempPath(), Path.GetFileName(file) + "*"))
        {
            File.Delete(left);
        }
    }

    private static async Task<Dictionary<string, string>> FilledAsync(LocalNotion notion)
    {
        var (database, source) = await notion.ADatabaseAsync(
            "Things", """{"Name":{"title":{}},"Files":{"files":{}},"Done":{"checkbox":{}},"Kind":{"select":{"options":[{"name":"old"}]}},"Nr":{"unique_id":{}}}""");
        await notion.OkAsync("PATCH", $"/v1/data_sources/{source}", $$$"""{"properties":{"Parts":{"relation":{"data_source_id":"{{{source}}}","dual_property":{}} }} }""");
        var other = await notion.ARowNamedAsync(source, "Two");
        var row = await notion.ARowNamedAsync(source, "One", $$$"""  "Done":{"checkbox":true},"Kind":{"select":{"name":"old"}},"Parts":{"relation":[{"id":"{{{other}}}"}]} """);
        await notion.OkAsync("PATCH", $"/v1/blocks/{row}/children", """{"children":[{"paragraph":{"rich_text":[{"text":{"content":"old"}}]}},{"divider":{}}]}""");
        var upload = (await notion.OkAsync("POST", "/v1/file_uploads", """{"filename":"a.png"}""")).Id;
        return new Dictionary<string, string>
        {
            ["Home"] = notion.Home,
            ["Database"] = database,
            ["Source"] = source,
            ["Row"] = row,
            ["Other"] = other,
            ["Upload"] = upload,
            ["Unknown"] = Unknown,
            ["Icon"] = $$$"""{"type":"file_upload","file_upload":{"id":"{{{upload}}}"}}""",
        };
    }

    /// <summary>All that a client sees.</summary>
    private static async Task<string> EverythingAsync(LocalNotion notion, Dictionary<string, string> names)
    {
        (string Method, string Path, string? Body)[] looks =
        [
            ("GET", $"/v1/pages/{names["Row"]}", null),
            ("GET", $"/v1/pages/{names["Row"]}/markdown", null),
            ("GET", $"/v1/pages/{names["Other"]}", null),
            ("GET", $"/v1/blocks/{names["Row"]}/children", null),
            ("GET", $"/v1/blocks/{names["Home"]}/children", null),
            ("GET", $"/v1/databases/{names["Database"]}", null),
            ("GET", $"/v1/data_sources/{names["Source"]}", null),
            ("GET", $"/v1/views?database_id={names["Database"]}", null),
            ("GET", "/v1/users", null),
            ("GET", "/v1/file_uploads", null),
            ("GET", "/_admin/tokens", null),
            ("POST", $"/v1/data_sources/{names["Source"]}/query", "{}"),
            ("POST", $"/v1/data_sources/{names["Source"]}/query", """{"filter":{"property":"Name","title":{"equals":"One"}}}"""),
            ("POST", "/v1/search", "{}"),
        ];
        var seen = new JsonArray();
        foreach (var (method, path, body) in looks)
        {
            var answer = await notion.SendAsync(method, path, body);
            Assert.True(answer.Status == 200, $"{method} {path}: {answer.Body.ToJsonString()}");
            answer.Body.Remove("request_id");
            seen.Add(answer.Body.DeepClone());
        }

        // A restarted server listens elsewhere and counts its requests anew.
        return seen.ToJsonString().Replace(notion.Server.Url.ToString(), "http://here/", StringComparison.Ordinal);
    }

    private static string Named(string text, Dictionary<string, string> names) =>
        names.Aggregate(text, (now, name) => now.Replace($"{{{name.Key}}}", name.Value, StringComparison.Ordinal));

    private async Task InFileAsync(string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }
}
