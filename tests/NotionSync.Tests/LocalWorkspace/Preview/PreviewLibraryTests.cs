using System.Reflection;
using System.Security.Cryptography;

namespace NotionSync.Tests.LocalWorkspace.Preview;

public sealed class PreviewLibraryTests
{
    private static string Folder => Path.Combine(
        typeof(PreviewLibraryTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(attribute => attribute.Key == "ProjectDirectory").Value!,
        "../../src/NotionSync.LocalWorkspace/Preview/Assets/vendor");

    [Fact]
    public async Task Bundled_libraries_are_the_published_ones_that_their_list_names()
    {
        var listed = (await File.ReadAllLinesAsync(Path.Combine(Folder, "README.md"), TestContext.Current.CancellationToken))
            .Where(line => line.Contains(".js |", StringComparison.Ordinal))
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            .ToDictionary(cells => cells[0], cells => cells[^1]);

        var there = Directory.GetFiles(Folder, "*.js").ToDictionary(file => Path.GetFileName(file), file => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file))));

        Assert.Equal(listed.OrderBy(entry => entry.Key), there.OrderBy(entry => entry.Key));
    }

    [Fact]
    public async Task Asset_with_its_version_is_kept_by_browsers_and_one_without_is_asked_for_again()
    {
        await using var browser = await PreviewBrowser.StartAsync();
        using var plain = await browser.GetAsync("/preview/assets/preview.css");
        var version = plain.Headers.ETag!.Tag.Trim('"');

        using var versioned = await browser.GetAsync($"/preview/assets/preview.css?{version}");
        using var missing = await browser.GetAsync("/preview/assets/../secret.js");

        Assert.True(plain.Headers.CacheControl!.NoCache);
        Assert.Equal(TimeSpan.FromDays(365), versioned.Headers.CacheControl!.MaxAge);
        Assert.Equal(System.Net.HttpStatusCode.NotFound, missing.StatusCode);
    }
}
