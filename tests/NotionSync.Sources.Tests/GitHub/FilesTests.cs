using System.Text;
using System.Text.Json.Nodes;
using NotionSync.Sources.GitHub.Reading;

namespace NotionSync.Sources.Tests.GitHub;

public sealed class FilesTests
{
    [Fact]
    public async Task Record_holds_what_a_document_needs()
    {
        await using var github = await ConditionalReadTests.AcmeAsync();
        Put(github, "ad01", "---\r\nstatus: accepted\r\nversion: 1.10\r\norder: 7\r\ntags: [notion, docs]\r\n---\r\n# Use *Notion* as the console\r\n\r\nSee [the map](../architecture/map.md#top) ![map](/docs/map.png).\r\n");

        var file = Assert.Single((await github.ReadAsync("files")).Records).Data;

        Assert.Equal("1296269/docs/adr/0001-use-notion.md", (string?)file["key"]);
        Assert.Equal(("0001-use-notion.md", "0001-use-notion", "docs/adr"), ((string?)file["name"], (string?)file["stem"], (string?)file["folder"]));
        Assert.Equal("Use Notion as the console", (string?)file["title"]);
        Assert.Equal("accepted", (string?)file["doc_status"]);
        Assert.Equal("""{"status":"accepted","version":"1.10","order":7,"tags":["notion","docs"]}""", file["front_matter"]!.ToJsonString());
        Assert.Equal("https://github.com/acme-ai/llm-core/blob/main/docs/adr/0001-use-notion.md", (string?)file["html_url"]);
        Assert.Equal(("c1", "2026-11-01T10:00:00Z", "monalisa"), ((string?)file["commit"]!["sha"], (string?)file["commit"]!["date"], (string?)file["commit"]!["author"]));
        Assert.Equal(
            "# Use *Notion* as the console\n\nSee [the map](https://github.com/acme-ai/llm-core/blob/main/docs/architecture/map.md#top) ![map](https://github.com/acme-ai/llm-core/raw/main/docs/map.png).\n",
            (string?)file["content"]);
        Assert.Equal("acme-ai/llm-core", (string?)file["repository"]!["full_name"]);
    }

    [Fact]
    public async Task Only_files_that_changed_are_fetched()
    {
        await using var github = await ConditionalReadTests.AcmeAsync();
        Put(github, "ad02", "# Second");
        github.Put(FakeGitHub.In("git/trees/main"), Tree(("docs/adr/0001.md", "ad01"), ("docs/adr/0002.md", "ad02")));
        var first = await github.ReadAsync("files");
        Put(github, "ad03", "# Second, edited");
        github.Put(FakeGitHub.In("git/trees/main"), Tree(("docs/adr/0001.md", "ad01"), ("docs/adr/0002.md", "ad03")));
        github.TakeRequests();

        var second = await github.ReadAsync("files", first.Cursor);

        Assert.Equal(2, first.Records.Count);
        Assert.Equal("Second, edited", (string?)Assert.Single(second.Records).Data["title"]);
        Assert.Empty(second.Scopes);
        Assert.Equal(["304 ", "200 /git/trees/main?recursive=1", "200 /git/blobs/ad03", "200 /commits?path=docs/adr/0002.md&sha=main&per_page=1"], github.TakeRequests());
    }

    [Fact]
    public async Task Tree_that_is_cut_off_is_walked_by_its_folders()
    {
        await using var github = await ConditionalReadTests.AcmeAsync();
        github.Put(FakeGitHub.In("git/trees/main"), """{"sha":"root","tree":[{"path":"docs","type":"tree","sha":"d0"}],"truncated":true}""");
        github.Put(FakeGitHub.In("git/trees/root"), """{"sha":"root","tree":[{"path":"docs","mode":"040000","type":"tree","sha":"d0"},{"path":"src","mode":"040000","type":"tree","sha":"big"}],"truncated":false}""");
        github.Put(FakeGitHub.In("git/trees/d0?recursive=1"), """{"sha":"d0","tree":[],"truncated":true}""");
        github.Put(FakeGitHub.In("git/trees/d0"), """{"sha":"d0","tree":[{"path":"adr","type":"tree","sha":"a0"},{"path":"attic","type":"tree","sha":"old"}],"truncated":false}""");
        github.Put(FakeGitHub.In("git/trees/a0"), Tree(("0001.md", "ad01")));

        var read = await github.ReadAsync("files");

        Assert.Empty(read.Complaints);
        Assert.Equal("docs/adr/0001.md", (string?)Assert.Single(read.Records).Data["path"]);
        Assert.Equal([FakeGitHub.Repository], read.Scopes);
    }

    [Fact]
    public async Task Links_submodules_other_files_and_other_folders_are_left_out()
    {
        await using var github = await ConditionalReadTests.AcmeAsync();
        github.Put(FakeGitHub.In("git/trees/main"), """
            {"sha":"0","truncated":false,"tree":[
              {"path":"docs/adr","mode":"040000","type":"tree","sha":"t"},
              {"path":"docs/adr/latest.md","mode":"120000","type":"blob","sha":"l"},
              {"path":"docs/adr/vendored.md","mode":"160000","type":"commit","sha":"s"},
              {"path":"docs/adr/map.png","mode":"100644","type":"blob","sha":"p"},
              {"path":"docs/adrift/0001.md","mode":"100644","type":"blob","sha":"x"},
              {"path":"docs/adr/deep/er/0001.MD","mode":"100644","type":"blob","sha":"ad01"}]}
            """);

        Assert.Equal("docs/adr/deep/er/0001.MD", (string?)Assert.Single((await github.ReadAsync("files")).Records).Data["path"]);
    }

    [Fact]
    public async Task Repository_without_a_commit_has_no_files()
    {
        await using var github = await ConditionalReadTests.AcmeAsync();
        github.Put(FakeGitHub.In("git/trees/main"), _ => GitHubStub.Refusal(409, ""));

        var read = await github.ReadAsync("files");

        Assert.Empty(read.Complaints);
        Assert.Empty(read.Records);
    }

    [Fact]
    public async Task File_that_is_too_large_for_a_document_is_named_without_its_text()
    {
        await using var github = await ConditionalReadTests.AcmeAsync();
        github.Put(FakeGitHub.In("git/trees/main"), """{"sha":"0","truncated":false,"tree":[{"path":"docs/wiki/all.md","mode":"100644","type":"blob","sha":"big","size":2000000}]}""");

        var file = Assert.Single((await github.ReadAsync("files")).Records).Data;

        Assert.Equal("all", (string?)file["title"]);
        Assert.Null(file["content"]);
    }

    [Fact]
    public async Task Branch_and_paths_of_the_setting_are_read()
    {
        await using var github = await ConditionalReadTests.AcmeAsync();
        github.Put(FakeGitHub.In("git/trees/release%2F2"), Tree(("README.md", "ad01"), ("docs/adr/0001.md", "ad01")));

        var read = await github.ReadAsync("files", settings: new JsonObject { ["branch"] = "release/2", ["paths"] = new JsonArray("/README.md") });

        var file = Assert.Single(read.Records).Data;
        Assert.Equal("https://github.com/acme-ai/llm-core/blob/release/2/README.md", (string?)file["html_url"]);
    }

    [Theory]
    [InlineData("# A `title`, [linked](x.md) #\n", "A title, linked", null)]
    [InlineData("Under-\nscored_name\n===\n# Later\n", "scored_name", null)]
    [InlineData("```sh\n# a comment\n```\n# The title\n* Status: **Superseded** by [ADR 7](0007.md)\n", "The title", "Superseded by ADR 7")]
    [InlineData("# T\n\n## Status\n\nAccepted\n\n## Context\n", "T", "Accepted")]
    [InlineData("# T\n\n## Status\n\n## Context\n", "T", null)]
    [InlineData("no heading\n", null, null)]
    [InlineData("", null, null)]
    [InlineData("---\nnot: [yaml\n---\n# T\n", "T", null)]
    [InlineData("---\n- a list\n---\n# T\n", "T", null)]
    [InlineData("---\nstatus: &a x\nalso: *a\n---\n# T\n", "T", "&a x")]
    public void Title_and_status_are_found_where_people_write_them(string file, string? title, string? status)
    {
        var text = MarkdownText.Of(file);

        Assert.Equal(title, text.Title);
        Assert.Equal(status, text.Status);
    }

    [Theory]
    [InlineData("[a](b.md)", "[a](R/blob/main/docs/adr/b.md)")]
    [InlineData("[a](../../b.md?plain=1#c)", "[a](R/blob/main/b.md?plain=1#c)")]
    [InlineData("[a](../../../../b.md)", "[a](R/blob/main/b.md)")]
    [InlineData("[a](#here)", "[a](R/blob/main/docs/adr/a%20b.md#here)")]
    [InlineData("[a](https://x.example/y)", "[a](https://x.example/y)")]
    [InlineData("[a](mailto:x@y.example) [b](//x.example)", "[a](mailto:x@y.example) [b](//x.example)")]
    [InlineData("![p](./p.png \"title\")", "![p](R/raw/main/docs/adr/p.png \"title\")")]
    [InlineData("[![p](p.png)](b.md)", "[![p](R/raw/main/docs/adr/p.png)](R/blob/main/docs/adr/b.md)")]
    [InlineData("[1]: b.md", "[1]: R/blob/main/docs/adr/b.md")]
    [InlineData("```\n[a](b.md)\n```", "```\n[a](b.md)\n```")]
    public void Relative_addresses_are_made_absolute(string markdown, string expected) =>
        Assert.Equal(expected.Replace("R/", "https://github.com/o/r/", StringComparison.Ordinal), new RelativeLinks("https://github.com/o/r", "main", "docs/adr/a b.md").Resolve(markdown));

    private static JsonObject Tree(params (string Path, string Sha)[] files) => new()
    {
        ["sha"] = "tree",
        ["tree"] = new JsonArray([.. files.Select(file => new JsonObject { ["path"] = file.Path, ["mode"] = "100644", ["type"] = "blob", ["sha"] = file.Sha, ["size"] = 19 })]),
        ["truncated"] = false,
    };

    // GitHub breaks its base64 into lines of 60.
    private static void Put(FakeGitHub github, string sha, string text) => github.Put(FakeGitHub.In($"git/blobs/{sha}"), new JsonObject
    {
        ["sha"] = sha,
        ["encoding"] = "base64",
        ["content"] = string.Concat(Convert.ToBase64String(Encoding.UTF8.GetBytes(text)).Chunk(60).Select(line => $"{new string(line)}\n")),
    });
}
