using System.Net;
using System.Text.Json.Nodes;
using NotionSync.Abstractions;
using NotionSync.Commands;

namespace NotionSync.Tests.Commands;

public sealed class OfflineCommandsTests : IDisposable
{
    private readonly CommandFixture cli = new();

    private static string Mappings => Path.Combine(TestFolder.Repository, "mappings");

    public void Dispose() => cli.Dispose();

    [Fact]
    public async Task The_product_s_own_mapping_files_are_valid_without_any_account()
    {
        var code = await cli.RunBareAsync("validate", "--set", $"Mappings:Path={Mappings}", "--output", "json");

        Assert.True(code == ExitCode.Done, cli.Out.ToString());
        Assert.True((bool)JsonNode.Parse(cli.Out.ToString())!["ok"]!);
    }

    [Fact]
    public async Task Faults_of_a_mapping_are_findings_with_place_and_mend()
    {
        Directory.CreateDirectory(Path.Combine(cli.Folder, "mappings"));
        File.WriteAllText(Path.Combine(cli.Folder, "mappings", "01-things.yaml"), "database:\n  id: things\n  titel: Things\nproperties:\n  Name: { type: title, writer: people }\n");

        Assert.Equal(ExitCode.BadInput, await cli.RunBareAsync("validate", "--output", "json"));

        var document = JsonNode.Parse(cli.Out.ToString())!;
        Assert.False((bool)document["ok"]!);
        var finding = document["findings"]!.AsArray().First(found => found!["what"]!.ToString().Contains("titel", StringComparison.Ordinal))!;
        Assert.Equal(["severity", "where", "what", "fix"], finding.AsObject().Select(member => member.Key));
        Assert.Equal("error", finding["severity"]!.ToString());
        Assert.Equal("mappings/01-things.yaml:3:3", finding["where"]!.ToString());
    }

    [Fact]
    public async Task An_empty_mappings_folder_is_an_error()
    {
        Directory.CreateDirectory(Path.Combine(cli.Folder, "mappings"));

        Assert.Equal(ExitCode.BadInput, await cli.RunBareAsync("validate"));

        Assert.Contains("Mappings:Path", cli.Out.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("*/5 * * * *")]
    [InlineData("every five minutes")]
    [InlineData("0 0/5 * * * MOO")]
    public async Task A_schedule_that_does_not_parse_is_a_finding(string schedule)
    {
        var code = await cli.RunBareAsync("validate", "--set", $"Mappings:Path={Mappings}", "--set", $"Sources:Prometheus:Schedule={schedule}");

        Assert.Equal(ExitCode.BadInput, code);
        Assert.Contains($"Sources:Prometheus:Schedule: error: '{schedule}'", cli.Out.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Faults_of_the_configuration_are_findings_too()
    {
        Assert.Equal(ExitCode.BadInput, await cli.RunBareAsync("validate", "--output", "json", "--set", "Notion:Plan=Best"));

        Assert.Equal("Notion:Plan", JsonNode.Parse(cli.Out.ToString())!["findings"]![0]!["where"]!.ToString());
    }

    [Theory]
    [InlineData(WorkspaceFault.Unauthorized, "Notion:Token")]
    [InlineData(WorkspaceFault.NotFound, "Notion:ParentPage")]
    [InlineData(WorkspaceFault.Unavailable, "Notion:BaseUrl")]
    public async Task Doctor_names_the_key_that_mends_what_Notion_refuses(WorkspaceFault fault, string key)
    {
        cli.Connect = () => throw new WorkspaceException(fault, "It is so. Do that.");

        Assert.Equal(ExitCode.BadInput, await cli.RunAsync("doctor", "--set", "Notion:BaseUrl=http://127.0.0.1:9"));

        Assert.Contains($"{key}: error: It is so. Do that.", cli.Out.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Doctor_tells_of_everything_that_is_missing_at_once()
    {
        Assert.Equal(ExitCode.BadInput, await cli.RunBareAsync("doctor", "--set", "Notion:BaseUrl=http://127.0.0.1:9", "--set", "Sources:Prometheus:Schedule=never"));

        Assert.All(
            ["Notion:Token", "Notion:ParentPage", "Sources:Prometheus:Schedule", "MLflow, PagerDuty, Prometheus, ", "; Sources:Prometheus:BaseUrl is not set;"],
            words => Assert.Contains(words, cli.Out.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Doctor_names_a_source_of_which_half_is_set_by_itself_and_errors_before_warnings()
    {
        await cli.RunBareAsync("doctor", "--set", "Notion:BaseUrl=http://127.0.0.1:9", "--set", "Sources:GitHub:Token=github_pat_secret");

        var said = cli.Out.ToString();
        Assert.Contains("Sources:GitHub: warning: GitHub is off: Sources:GitHub:Repositories is not set. Set it, or turn the source off with Sources:GitHub:Enabled=false.", said, StringComparison.Ordinal);
        Assert.True(said.LastIndexOf(": error: ", StringComparison.Ordinal) < said.IndexOf(": warning: ", StringComparison.Ordinal), said);
    }

    [Fact]
    public async Task Doctor_finds_a_clock_that_is_wrong()
    {
        var host = cli.Host() with { Http = () => new Answering(cli.Time.GetUtcNow().AddMinutes(-3)) };

        await CommandLine.RunAsync(["doctor"], host, TestContext.Current.CancellationToken);

        Assert.Contains("clock differs from that of api.notion.com by 180 s", cli.Out.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Health_fails_when_no_worker_answers()
    {
        Assert.Equal(ExitCode.Failed, await cli.RunBareAsync("health", "--set", "Health:Urls=http://127.0.0.1:9"));

        Assert.Contains("notionsync run", cli.Error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Health_asks_the_worker_on_loopback()
    {
        var asked = new Answering(cli.Time.GetUtcNow());
        var host = cli.Host() with { Http = () => asked };

        Assert.Equal(ExitCode.Done, await CommandLine.RunAsync(["health", "--set", "Health:Urls=http://*:8080;http://*:9090"], host, TestContext.Current.CancellationToken));
        Assert.Equal("http://127.0.0.1:8080/healthz", asked.Asked?.ToString());
    }

    [Fact]
    public async Task Preview_serves_an_empty_workspace_until_it_is_stopped()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        using var printed = new Waiting();
        var running = CommandLine.RunAsync(["preview", "--empty", "--output", "json"], cli.Host() with { Out = printed, Time = TimeProvider.System }, stop.Token);

        var document = JsonNode.Parse(await printed.Line.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken))!;
        using var client = new HttpClient { BaseAddress = new Uri(document["url"]!.ToString()) };
        client.DefaultRequestHeaders.Add("Authorization", $"Bearer {document["token"]}");
        client.DefaultRequestHeaders.Add("Notion-Version", "2026-03-11");
        using var page = await client.GetAsync(new Uri($"/v1/pages/{document["parentPage"]}", UriKind.Relative), TestContext.Current.CancellationToken);
        await stop.CancelAsync();

        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Equal(["url", "token", "parentPage"], document.AsObject().Select(member => member.Key));
        Assert.Equal(ExitCode.Done, await running);
        Assert.Empty(cli.Engine.Calls);
    }

    private sealed class Answering(DateTimeOffset date) : HttpMessageHandler
    {
        public Uri? Asked { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Asked = request.RequestUri;
            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Headers = { Date = date } });
        }
    }

    private sealed class Waiting : StringWriter
    {
        private readonly TaskCompletionSource<string> line = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<string> Line => line.Task;

        public override void WriteLine(string? value) => line.TrySetResult(value ?? "");
    }
}
