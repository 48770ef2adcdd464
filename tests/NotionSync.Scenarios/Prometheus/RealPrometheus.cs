using System.Diagnostics;
using System.Reflection;
using System.Text.Json.Nodes;

namespace NotionSync.Scenarios.Prometheus;

/// <summary>
/// A real Prometheus with a real node exporter and the synthetic exporter (<c>tests/prometheus/servers.py</c>), on the loopback. It ends
/// with the test, however that ends: the script goes when its input is closed.
/// </summary>
public sealed class RealPrometheus : IAsyncLifetime
{
    private static readonly string[] Needed = ["/usr/bin/prometheus", "/usr/bin/prometheus-node-exporter", "/usr/bin/python3"];

    private Process? servers;

    /// <summary>Where it listens.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>Why it cannot run here; null when it can.</summary>
    public static string? Missing => Needed.Where(file => !File.Exists(file)).ToList() is { Count: > 0 } files
        ? $"{string.Join(" and ", files)} not found; install Debian's packages prometheus, prometheus-node-exporter and python3 (.ci/prometheus does)."
        : null;

    /// <summary>Skips the test where the binaries are not installed; in CI, which installs them, it fails.</summary>
    public static void SkipUnlessInstalled()
    {
        if (Missing is { } why)
        {
            Assert.SkipUnless(Environment.GetEnvironmentVariable("CI") == "true", why);
            Assert.Fail(why);
        }
    }

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        if (Missing is not null)
        {
            return;
        }

        var script = Path.Combine(
            typeof(RealPrometheus).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(data => data.Key == "ProjectDirectory").Value!, "..", "prometheus", "servers.py");
        servers = Process.Start(new ProcessStartInfo("/usr/bin/python3", ["-B", script]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        Address = new(JsonNode.Parse(await AnswerAsync())!["url"]!.GetValue<string>());
    }

    /// <summary>Stops the node exporter; its target is down from the next scrape on.</summary>
    public async Task StopNodeExporterAsync()
    {
        await servers!.StandardInput.WriteLineAsync("stop node");
        await servers.StandardInput.FlushAsync();
        await AnswerAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (servers is null)
        {
            return;
        }

        servers.StandardInput.Close();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await servers.WaitForExitAsync(limit.Token);
        servers.Dispose();
    }

    private async Task<string> AnswerAsync() => await servers!.StandardOutput.ReadLineAsync()
        ?? throw new InvalidOperationException("tests/prometheus/servers.py ended without an answer; what it says stands above.");
}
