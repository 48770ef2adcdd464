using System.Diagnostics;

namespace NotionSync.Scenarios.LocalWorkspace;

/// <summary>
/// The promise that twenty thousand pages are served from two cores: the product as a process, its file filled over the API. The bounds are
/// those of a machine at rest; where time is bound, a busy machine is given <see cref="Allowance"/> times as much.
/// </summary>
[Collection(nameof(TimedAlone))]
public sealed class WorkspaceSpeedTests(ITestOutputHelper output)
{
    private const double Allowance = 5;
    private const double RequestsPerSecond = 500;
    private const double MostMegabytes = 300;
    private const int AtOnce = 4;
    private const int Queries = 21;

    private static readonly TimeSpan Start = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Query = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Sustained = TimeSpan.FromSeconds(5);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Twenty_thousand_pages_are_started_with_queried_read_and_written_fast_and_in_little_memory()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the kernel's own figure of a process's peak is read from /proc, which Linux alone has");
        var folder = Directory.CreateTempSubdirectory("notionsync-pages");
        try
        {
            var file = Path.Combine(folder.FullName, "workspace.db");
            var (source, rows) = await ManyPages.MakeAsync(file);

            var started = new List<TimeSpan>();
            for (var start = 0; start < 2; start++)
            {
                await using var first = await PreviewProcess.StartAsync(file);
                started.Add(first.StartedIn);
            }

            await using var preview = await PreviewProcess.StartAsync(file);
            started.Add(preview.StartedIn);
            var startIn = started.Order().ElementAt(1);
            var queried = await QueryAsync(preview, source);
            var rate = await RateAsync(preview, rows);
            output.WriteLine($"file {new FileInfo(file).Length / 1048576d:0.0} MB; start {startIn.TotalSeconds:0.00} s; query {queried.TotalMilliseconds:0.0} ms; {rate:0} requests a second; peak {preview.Peak:0.0} MB");

            Assert.InRange(startIn, TimeSpan.Zero, Start * Allowance);
            Assert.InRange(queried, TimeSpan.Zero, Query * Allowance);
            Assert.True(rate > RequestsPerSecond / Allowance, $"{rate:0} requests a second");
            Assert.InRange(preview.Peak, 1, MostMegabytes);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <returns>The median.</returns>
    private static async Task<TimeSpan> QueryAsync(PreviewProcess preview, string source)
    {
        const string Body = """
            {"filter":{"and":[{"property":"Stage","select":{"does_not_equal":"Retired"}},{"property":"Cost","number":{"greater_than":100}}]},
             "sorts":[{"property":"Score","direction":"descending"},{"property":"Started","direction":"ascending"}],"page_size":100}
            """;
        var times = new List<TimeSpan>();
        for (var query = 0; query < Queries; query++)
        {
            var watch = Stopwatch.StartNew();
            var answer = await ManyPages.SendAsync(preview.Client, "POST", $"/v1/data_sources/{source}/query", Body);
            times.Add(watch.Elapsed);
            Assert.Equal(100, answer["results"]!.AsArray().Count);
        }

        return times.Order().ElementAt(Queries / 2);
    }

    /// <returns>Requests a second, half of them reads and half of them writes.</returns>
    private static async Task<double> RateAsync(PreviewProcess preview, IReadOnlyList<string> rows)
    {
        var watch = Stopwatch.StartNew();
        var done = 0;
        await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(async client =>
        {
            for (var request = client; watch.Elapsed < Sustained; request++)
            {
                var row = rows[request % rows.Count];
                using var answer = request % 2 == 0
                    ? await preview.Client.GetAsync($"/v1/pages/{row}", Stop)
                    : await preview.Client.PatchAsync($"/v1/pages/{row}", new StringContent($$$"""{"properties":{"Score":{"number":{{{request % 977}}} } } }""", new System.Net.Http.Headers.MediaTypeHeaderValue("application/json")), Stop);
                Assert.True(answer.IsSuccessStatusCode);
                Interlocked.Increment(ref done);
            }
        }));
        return done / watch.Elapsed.TotalSeconds;
    }
}
