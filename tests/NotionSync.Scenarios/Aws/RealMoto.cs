using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace NotionSync.Scenarios.Aws;

/// <summary>
/// A moto server, which answers as CloudWatch, IAM and the security token service do, on the loopback. It ends with the test. From a
/// chosen moment on it looks at signatures and rights as AWS does.
/// </summary>
public sealed class RealMoto : IAsyncLifetime
{
    private static readonly HttpClient Http = new();

    private Process? server;

    /// <summary>Where it listens.</summary>
    public Uri Address { get; private set; } = null!;

    private static string? Program => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Select(folder => Path.Combine(folder, "moto_server"))
        .FirstOrDefault(File.Exists);

    /// <summary>Skips the test where moto is not installed, and says so.</summary>
    public static void SkipUnlessInstalled() => Assert.SkipUnless(
        Program is not null, "moto_server was not found on the PATH, so CloudWatch and STS were not read from a real server; 'pip install moto[server]' brings it.");

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        if (Program is not { } program)
        {
            return;
        }

        var port = FreePort();
        Address = new($"http://127.0.0.1:{port}/");
        server = Process.Start(new ProcessStartInfo(program, ["-H", "127.0.0.1", "-p", $"{port}"]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        server.OutputDataReceived += (_, _) => { };
        server.ErrorDataReceived += (_, _) => { };
        server.BeginOutputReadLine();
        server.BeginErrorReadLine();
        await UpAsync();
    }

    /// <summary>From now on every request must be signed by a key that it knows, with the rights that it needs.</summary>
    public async Task LookAtSignaturesAsync(bool isOn)
    {
        using var count = new StringContent(isOn ? "0" : "1000000");
        using var answer = await Http.PostAsync(new Uri(Address, "moto-api/reset-auth"), count, TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (server is null)
        {
            return;
        }

        server.Kill(entireProcessTree: true);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await server.WaitForExitAsync(limit.Token);
        server.Dispose();
    }

    // A port that was free a moment ago; nobody else on the loopback takes ports by number.
    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task UpAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(90));
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(250));
        while (await tick.WaitForNextTickAsync(patience.Token))
        {
            if (server!.HasExited)
            {
                throw new InvalidOperationException($"moto_server ended with code {server.ExitCode} instead of listening on {Address}.");
            }

            try
            {
                using var answer = await Http.GetAsync(new Uri(Address, "moto-api/"), patience.Token);
                return;
            }
            catch (HttpRequestException)
            {
                // It does not listen yet.
            }
        }
    }
}
