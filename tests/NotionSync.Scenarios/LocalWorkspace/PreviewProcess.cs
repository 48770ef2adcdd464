using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using NotionSync.Scenarios.Memory;
using NotionSync.Scenarios.Product;

namespace NotionSync.Scenarios.LocalWorkspace;

/// <summary><c>notionsync preview</c> on a file, as a user starts it.</summary>
internal sealed class PreviewProcess : IAsyncDisposable
{
    private readonly Process process;

    private PreviewProcess(Process process, HttpClient client, TimeSpan startedIn) => (this.process, Client, StartedIn) = (process, client, startedIn);

    public HttpClient Client { get; }

    /// <summary>From the start of the process to its first answer.</summary>
    public TimeSpan StartedIn { get; }

    /// <summary>Its peak resident memory in MB (2^20 bytes).</summary>
    public double Peak => PeakMemory.Of(process.Id);

    /// <summary>Where the built product lies; the tests' own folder unless the environment names another build.</summary>
    private static string Product => Environment.GetEnvironmentVariable("NOTIONSYNC_MEASURED_BUILD") ?? AppContext.BaseDirectory;

    public static async Task<PreviewProcess> StartAsync(string file)
    {
        var port = FreePort();
        var client = ManyPages.ClientOf(new Uri($"http://127.0.0.1:{port}"));
        var watch = Stopwatch.StartNew();
        var process = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(Product, "notionsync.dll"), "preview", "--empty", "--port", $"{port}", "--data", file])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Notionsync.Root,
        })!;
        while (!await AnswersAsync(client))
        {
            Assert.False(process.HasExited, "the preview ended before it answered");
        }

        var started = watch.Elapsed;
        await ManyPages.SendAsync(client, "POST", "/_admin/budget", """{"requestsPerMinute":1000000}""");
        return new PreviewProcess(process, client, started);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync(CancellationToken.None);
        process.Dispose();
    }

    private static async Task<bool> AnswersAsync(HttpClient client)
    {
        try
        {
            using var answer = await client.GetAsync("/v1/users/me", TestContext.Current.CancellationToken);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            // It does not listen yet. The next look waits, so as not to take the processor from it.
            using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
            await tick.WaitForNextTickAsync(TestContext.Current.CancellationToken);
            return false;
        }
    }

    private static int FreePort()
    {
        using var socket = new TcpListener(IPAddress.Loopback, 0);
        socket.Start();
        return ((IPEndPoint)socket.LocalEndpoint).Port;
    }
}
