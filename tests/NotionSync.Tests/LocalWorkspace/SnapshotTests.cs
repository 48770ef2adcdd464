using NotionSync.LocalWorkspace;

namespace NotionSync.Tests.LocalWorkspace;

public sealed class SnapshotTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Workspace_is_brought_back_as_it_was_and_kept_so(bool inFile)
    {
        var file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid()}.db");
        var options = new LocalWorkspaceOptions { DataFile = inFile ? file : null };
        var notion = await LocalNotion.StartAsync(options);
        try
        {
            var (_, source) = await notion.ADatabaseAsync("Things", """{"Name":{"title":{}}}""");
            await notion.OkAsync("PATCH", $"/v1/data_sources/{source}", $$$"""{"properties":{"Parts":{"relation":{"data_source_id":"{{{source}}}","dual_property":{}} }} }""");
            var one = await notion.ARowNamedAsync(source, "One");
            var two = await notion.ARowNamedAsync(source, "Two", $$""" "Parts":{"relation":[{"id":"{{one}}"}]} """);
            await notion.SendAsync("POST", "/_admin/tokens", """{"name":"Second"}""");
            await notion.SendAsync("POST", "/_admin/snapshots", """{"name":"before"}""");

            await notion.OkAsync("PATCH", $"/v1/pages/{one}", """{"in_trash":true}""");
            await notion.OkAsync("PATCH", $"/v1/pages/{two}", """{"properties":{"Parts":{"relation":[]}}}""");
            await notion.ARowNamedAsync(source, "Three");
            await notion.SendAsync("DELETE", "/_admin/tokens/Second");
            var restored = await notion.SendAsync("POST", "/_admin/snapshots/before/restore");
            var unknown = await notion.SendAsync("POST", "/_admin/snapshots/other/restore");
            await notion.SendAsync("DELETE", "/_admin/snapshots/before");
            var list = await notion.SendAsync("GET", "/_admin/snapshots");
            if (inFile)
            {
                await notion.DisposeAsync();
                notion = await LocalNotion.StartAsync(options);
            }

            var read = await notion.OkAsync("GET", $"/v1/pages/{two}");
            var tokens = await notion.SendAsync("GET", "/_admin/tokens");

            Assert.Equal((200, 404), (restored.Status, unknown.Status));
            Assert.Empty(list.Body["snapshots"]!.AsArray());
            Assert.Equal(["Two", "One"], await notion.QueryAsync(source));
            Assert.Equal(one, read.Property("Parts")["relation"]![0]!["id"]!.GetValue<string>());
            Assert.Equal(2, tokens.Body["tokens"]!.AsArray().Count);
        }
        finally
        {
            await notion.DisposeAsync();
            foreach (var left in Directory.GetFiles(Path.GetTempPath(), Path.GetFileName(file) + "*"))
            {
                File.Delete(left);
            }
        }
    }
}
