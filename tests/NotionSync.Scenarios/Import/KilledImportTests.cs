using NotionSync.Scenarios.Product;

namespace NotionSync.Scenarios.Import;

public sealed class KilledImportTests
{
    private const int Kills = 10;

    [Fact]
    public async Task An_import_that_is_killed_ten_times_ends_in_the_same_workspace_without_a_duplicate()
    {
        await using var whole = await Notionsync.WithEmptyWorkspaceAsync();
        await whole.DoAsync("import");
        using var wanted = new NotionEyes(whole.Server);
        var writes = await wanted.WritesAsync();

        await using var killed = await Notionsync.WithEmptyWorkspaceAsync();
        using var eyes = new NotionEyes(killed.Server);
        var random = new Random(20261123);
        for (var kill = 0; kill < Kills; kill++)
        {
            // Somewhere in the next tenth of the work, at whatever the process is doing just then.
            var at = (writes * kill / Kills) + random.Next(writes / Kills);
            using var process = killed.Start("import");
            while (!process.HasExited && await eyes.WritesAsync() <= at)
            {
            }

            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        await killed.DoAsync("import");
        var writesBefore = await eyes.WritesAsync();
        await killed.DoAsync("import");

        Assert.Equal((await wanted.KeysAsync()).Order(), (await eyes.KeysAsync()).Order());
        Assert.Equal((await wanted.ViewsAsync()).Order(), (await eyes.ViewsAsync()).Order());
        var page = await wanted.BlocksAsync();
        Assert.NotEmpty(page);
        Assert.Equal(page, await eyes.BlocksAsync());
        Assert.Equal(writesBefore, await eyes.WritesAsync());
    }
}
