using System.Diagnostics;
using System.Reflection;
using System.Text.Json.Nodes;
using NotionSync.LocalWorkspace;

namespace NotionSync.Scenarios.Product;

/// <summary>The product as an operator runs it: a process with its configuration in the environment and its state in a folder of its own.</summary>
internal sealed class Notionsync : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("notionsync-scenario").FullName;

    private Notionsync(LocalWorkspaceServer server)
    {
        Server = server;
        Settings = new Dictionary<string, string?>
        {
            ["Notion__Token"] = server.Token,
            ["Notion__ParentPage"] = server.ParentPageId,
            ["Notion__BaseUrl"] = server.Url.ToString(),
            ["Notion__Plan"] = "Business",
            ["Notion__RequestsPerMinute"] = "6000",
            ["State__ConnectionString"] = $"Data Source={Path.Combine(folder, "state.db")}",
        };
    }

    /// <summary>The local workspace that stands for Notion.</summary>
    public LocalWorkspaceServer Server { get; }

    /// <summary>The environment of every process.</summary>
    public Dictionary<string, string?> Settings { get; }

    /// <summary>The repository's root, where a user stands.</summary>
    public static string Root { get; } = Path.GetFullPath(Path.Combine(
        typeof(Notionsync).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(data => data.Key == "ProjectDirectory").Value!, "..", ".."));

    public static async Task<Notionsync> WithEmptyWorkspaceAsync() => new(await LocalWorkspaceServer.StartAsync(
        new LocalWorkspaceOptions { RequestsPerMinute = 1_000_000 }, TestContext.Current.CancellationToken));

    /// <summary>Starts a command.</summary>
    public Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "notionsync.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Root,
        };
        foreach (var (key, value) in Settings)
        {
            start.Environment[key] = value;
        }

        return Process.Start(start)!;
    }

    /// <summary>Runs a command to its end.</summary>
    public async Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] arguments)
    {
        using var process = Start(arguments);
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output, await error);
    }

    /// <summary>Runs a command that must end well, and gives its JSON document.</summary>
    public async Task<JsonObject> DoAsync(params string[] arguments)
    {
        var (exitCode, output, error) = await RunAsync([.. arguments, "--output", "json"]);
        Assert.True(exitCode == 0, $"exit code {exitCode}: {error}{output}");
        return JsonNode.Parse(output)!.AsObject();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}
