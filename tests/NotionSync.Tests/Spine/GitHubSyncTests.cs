using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using NotionSync.Abstractions;
using NotionSync.Demo;
using NotionSync.Model;
using NotionSync.Sources;
using NotionSync.Sync;

namespace NotionSync.Tests.Spine;

/// <summary>The replayed GitHub organisation in the rows of products, pipelines, incidents and documents.</summary>
public sealed class GitHubSyncTests : IAsyncLifetime
{
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 11, 20, 18, 0, 0, TimeSpan.Zero));
    private readonly List<string> asked = [];
    private GitHubReplay github = null!;
    private ReplayServer server = null!;
    private ServiceProvider services = null!;

    public async ValueTask InitializeAsync()
    {
        github = new GitHubReplay(time);
        server = await ReplayServer.StartAsync(github, TestContext.Current.CancellationToken);
        services = new ServiceCollection()
            .AddSingleton<TimeProvider>(time)
            .AddSources(new ConfigurationBuilder().AddInMemoryCollection(server.Settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value))).Build())
            .AddHttpClient("GitHub").AddHttpMessageHandler(() => new Witness(asked)).Services
            .BuildServiceProvider();
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await server.DisposeAsync();
    }

    [Fact]
    public async Task What_the_documents_name_is_taken_over_and_never_doubled()
    {
        await using var bench = await SyncedAsync();

        var rows = (await bench.PagesAsync()).Keys.CountBy(row => row.Database).ToDictionary();
        Assert.Equal(8, rows["products"]);
        // The four that the documents name, and the one that has no id of theirs; the pull request is none.
        Assert.Equal(5, rows["incidents"]);
        // 20 that the documents name and the graph that is drawn; decisions, a contract, a playbook and a page of the wiki are new.
        Assert.Equal(20 + 1 + 6, rows["docs"]);
    }

    [Theory]
    [InlineData("LLM-Core", "AI Platform", "v2.1", "2025-09-12T10:00:00Z", "2026-11-17T08:24:00Z", "production", "llm-core")]
    [InlineData("Avatar-Vision", "XR Team", "v3.0", "2025-08-20T15:00:00Z", "2026-11-12T14:20:00Z", "staging", "avatar-vision")]
    // A release candidate is not the current version, and a deployment under way is none yet.
    [InlineData("TTS-Neo", "Speech Team", "v1.5", "2025-07-05T08:00:00Z", "2026-11-05T10:09:00Z", "production", "tts-neo")]
    // The documents name no owner of these: CODEOWNERS does. The second is found by its topic.
    [InlineData("STT", "Speech Team", "v0.8", "2025-09-01T09:00:00Z", "2026-11-02T12:06:00Z", "production", "stt")]
    [InlineData("Vision", "XR Team", "v1.1", "2025-08-01T09:00:00Z", "2026-11-04T12:03:00Z", "staging", "vision-service")]
    public async Task Products_know_their_release_deployment_and_owner(string product, string owner, string version, string released, string deployed, string environment, string repository)
    {
        await using var bench = await SyncedAsync();

        Assert.Equal(new PropertyValue.Select(owner), await bench.ShownAsync("products", product, "Owner"));
        Assert.Equal(new PropertyValue.Text(version), await bench.ShownAsync("products", product, "Current version"));
        Assert.Equal(At(released), await bench.ShownAsync("products", product, "Released"));
        Assert.Equal(new PropertyValue.Url($"https://github.com/acme-ai/{repository}/releases/tag/{version}"), await bench.ShownAsync("products", product, "Release notes"));
        Assert.Equal(At(deployed), await bench.ShownAsync("products", product, "Deployed"));
        Assert.Equal(new PropertyValue.Select(environment), await bench.ShownAsync("products", product, "Environment"));
        Assert.Equal(new PropertyValue.Url($"https://github.com/acme-ai/{repository}"), await bench.ShownAsync("products", product, "Repository"));
    }

    [Theory]
    [InlineData("llm-core · Evaluate #41", "Failed", "Eval", "Gate on BLEU failed: BLEU 84.1 is below the gate of 86.0 (GitHub)", false)]
    [InlineData("llm-core · Train #41", "Succeeded", "Train", null, true)]
    [InlineData("llm-core · CI #44", "Running", null, null, null)]
    [InlineData("avatar-vision · CI #42", "Failed", null, "Render the reference scene ran out of time: The job has exceeded the maximum execution ti…", false)]
    [InlineData("chatbot-pro · CI #42", "Cancelled", null, null, false)]
    [InlineData("llm-core main → staging", "Failed", "Deploy", "Deployment to staging failed: The health check of llm.service:9000 did not pass. (GitHub)", false)]
    [InlineData("llm-core v2.0 → production", "Succeeded", "Deploy", null, true)]
    [InlineData("tts-neo v1.6-rc1 → staging", "Running", "Deploy", null, null)]
    public async Task Runs_say_how_they_fared_and_why(string run, string status, string? stage, string? why, bool? succeeded)
    {
        await using var bench = await SyncedAsync();

        Assert.Equal(new PropertyValue.Select("Run"), await bench.ShownAsync("pipelines", run, "Kind"));
        Assert.Equal(new PropertyValue.Select(status), await bench.ShownAsync("pipelines", run, "Status"));
        Assert.Equal(stage is null ? PropertyValue.Empty.Value : new PropertyValue.Select(stage), await bench.ShownAsync("pipelines", run, "Stage"));
        Assert.Equal(why is null ? PropertyValue.Empty.Value : new PropertyValue.Text(why), await bench.ShownAsync("pipelines", run, "Why"));
        Assert.Equal(new PropertyValue.Checkbox(succeeded is true), await bench.ShownAsync("pipelines", run, "Succeeded"));
        Assert.IsType<PropertyValue.Date>(await bench.ShownAsync("pipelines", run, "Started"));
        Assert.Equal(succeeded is null, await bench.ShownAsync("pipelines", run, "Ended") is PropertyValue.Empty);
        Assert.IsType<PropertyValue.Text>(await bench.ShownAsync("pipelines", run, "Commit"));
        Assert.IsType<PropertyValue.Url>(await bench.ShownAsync("pipelines", run, "Run URL"));
    }

    [Fact]
    public async Task Runs_hang_on_their_workflow_workflows_on_their_stage_and_all_of_them_on_the_CI_resource()
    {
        await using var bench = await SyncedAsync();

        await AssertLinkAsync(bench, "pipelines", "llm-core · Evaluate #41", "Parent", "pipelines", "llm-core · Evaluate");
        await AssertLinkAsync(bench, "pipelines", "llm-core · Evaluate", "Parent", "pipelines", "Evaluation");
        await AssertLinkAsync(bench, "pipelines", "llm-core · Evaluate", "Products", "products", "LLM-Core");
        await AssertLinkAsync(bench, "pipelines", "rag-search · Build embeddings", "Infra", "infra", "CI/CD Pipeline");
        await AssertLinkAsync(bench, "pipelines", "llm-core v2.1 → production", "Parent", "pipelines", "Deployment");
        Assert.Equal(new PropertyValue.Number(0.5m), await bench.ShownAsync("pipelines", "llm-core · Evaluate", "Success rate"));
        Assert.Equal(At("2026-11-16T06:30:00Z"), await bench.ShownAsync("pipelines", "llm-core · Evaluate", "Last run"));
    }

    [Theory]
    [InlineData("INC-2025-09-20", "INC-2025-09-20", "Critical", "Resolved", "2025-09-20T03:20:00Z", "2025-09-20T05:05:00Z", "llm-core/issues/118")]
    [InlineData("INC-2025-09-29", "INC-2025-09-29", "High", "Mitigated", "2025-09-29T14:45:00Z", null, "avatar-vision/issues/57")]
    [InlineData("INC-2025-10-04", "INC-2025-10-04", "Medium", "Active", "2025-10-04T08:20:00Z", null, "tts-neo/issues/83")]
    [InlineData("Evaluation gate holds back the release of 2.2", "llm-core#204", "Low", "Acknowledged", "2026-11-15T07:15:00Z", null, "llm-core/issues/204")]
    public async Task Incidents_follow_their_issues(string incident, string id, string severity, string status, string started, string? resolved, string page)
    {
        await using var bench = await SyncedAsync();

        Assert.Equal(new PropertyValue.Text(id), await bench.ShownAsync("incidents", incident, "Incident ID"));
        Assert.Equal(new PropertyValue.Select(severity), await bench.ShownAsync("incidents", incident, "Severity"));
        Assert.Equal(new PropertyValue.Select(status), await bench.ShownAsync("incidents", incident, "Status"));
        Assert.Equal(At(started), await bench.ShownAsync("incidents", incident, "Started"));
        Assert.Equal(At(resolved), await bench.ShownAsync("incidents", incident, "Resolved"));
        Assert.Equal(new PropertyValue.Url($"https://github.com/acme-ai/{page}"), await bench.ShownAsync("incidents", incident, "Source link"));
    }

    [Theory]
    [InlineData("ADR 1: Notion as the console", "ADR", "Accepted", "2025-08-04T12:00:00Z", null)]
    [InlineData("ADR 2: gRPC between services", "ADR", "Proposed", "2025-10-03T09:00:00Z", null)]
    [InlineData("ADR 3: Jenkins for all builds", "ADR", "Superseded", "2025-10-06T08:00:00Z", null)]
    [InlineData("llm-leak", "Runbook", null, "2025-10-05T12:00:00Z", null)]
    [InlineData("LLM-Core model card", "Model card", null, "2025-09-12T09:00:00Z", "v2.1")]
    [InlineData("Contract: MixCorpus", "Contract", null, "2025-09-05T09:00:00Z", "5.0")]
    [InlineData("Knowledge Base", "Wiki", null, "2025-09-15T10:00:00Z", null)]
    public async Task Documents_follow_their_files(string document, string type, string? status, string changed, string? version)
    {
        await using var bench = await SyncedAsync();

        Assert.Equal(new PropertyValue.Select(type), await bench.ShownAsync("docs", document, "Type"));
        Assert.Equal(status is null ? PropertyValue.Empty.Value : new PropertyValue.Select(status), await bench.ShownAsync("docs", document, "ADR status"));
        Assert.Equal(At(changed), await bench.ShownAsync("docs", document, "Changed"));
        var shown = Assert.IsType<PropertyValue.Text>(await bench.ShownAsync("docs", document, "Version"));
        Assert.Matches(version ?? "^[0-9a-f]{7}$", shown.Content);
        Assert.Matches("^[0-9a-f]{40}$", Assert.IsType<PropertyValue.Text>(await bench.ShownAsync("docs", document, "Commit")).Content);
        Assert.IsType<PropertyValue.Url>(await bench.ShownAsync("docs", document, "Location"));
    }

    [Fact]
    public async Task Cards_hang_on_what_their_front_matter_names()
    {
        await using var bench = await SyncedAsync();

        await AssertLinkAsync(bench, "docs", "TTS-Neo model card", "Models", "models", "TTS-Neo v1.5");
        await AssertLinkAsync(bench, "docs", "tts-latency", "APIs", "apis", "TTS API");
    }

    [Fact]
    public async Task Nothing_happened_nothing_is_written_and_GitHub_answers_304_alone()
    {
        await using var bench = await SyncedAsync();
        asked.Clear();
        time.Advance(TimeSpan.FromMinutes(10));

        var sync = await bench.SyncAsync();

        Assert.Empty(sync.Sources.SelectMany(source => source.Failed));
        Assert.Equal(0, sync.Calls.Write);
        Assert.NotEmpty(asked);
        Assert.All(asked, request => Assert.StartsWith("304 ", request, StringComparison.Ordinal));
        Assert.Equal(0, (await bench.SyncAsync(new SyncOptions { Full = true })).Calls.Write);
    }

    [Fact]
    public async Task Release_that_is_edited_changes_its_product_alone()
    {
        await using var bench = await SyncedAsync();
        github.Change("rag-search", repository => repository["releases"]![0]!["tag_name"] = "v1.2.1");

        Assert.Equal(1, (await LaterAsync(bench)).Calls.Write);
        Assert.Equal(new PropertyValue.Text("v1.2.1"), await bench.ShownAsync("products", "RAG-Search", "Current version"));
    }

    [Fact]
    public async Task Issue_that_is_closed_changes_its_incident_and_what_is_computed_from_it()
    {
        await using var bench = await SyncedAsync();
        github.Change("llm-core", repository =>
        {
            var issue = repository["issues"]!.AsArray().Single(one => (int)one!["number"]! == 204)!;
            (issue["state"], issue["state_reason"], issue["closed_at"], issue["updated_at"]) = ("closed", "completed", "2026-11-20T18:05:00Z", "2026-11-20T18:05:00Z");
        });

        await LaterAsync(bench);

        Assert.Equal(new PropertyValue.Select("Resolved"), await bench.ShownAsync("incidents", "Evaluation gate holds back the release of 2.2", "Status"));
        Assert.Equal(new PropertyValue.Number(0), await bench.ShownAsync("incidents", "Evaluation gate holds back the release of 2.2", "Is open"));
    }

    [Fact]
    public async Task File_that_is_edited_changes_its_document_alone()
    {
        await using var bench = await SyncedAsync();
        asked.Clear();
        github.Change("handbook", repository =>
        {
            var file = repository["files"]!.AsArray().Single(one => $"{one!["path"]}" == "docs/adr/0002-grpc-between-services.md")!;
            file["lines"]![2] = "- Status: Accepted";
            file["commit"]!["date"] = "2026-11-20T18:05:00Z";
        });

        var sync = await LaterAsync(bench);

        Assert.Equal(new PropertyValue.Select("Accepted"), await bench.ShownAsync("docs", "ADR 2: gRPC between services", "ADR status"));
        Assert.Equal(At("2026-11-20T18:05:00Z"), await bench.ShownAsync("docs", "ADR 2: gRPC between services", "Changed"));
        // The row, and the text of its page.
        Assert.Equal(2, sync.Calls.Write);
        // The file that changed, and CODEOWNERS, since it stands in the tree that changed.
        Assert.Equal(2, asked.Count(request => request.Contains("/git/blobs/", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Run_that_is_run_again_changes_its_row()
    {
        await using var bench = await SyncedAsync();
        github.Change("llm-core", repository =>
        {
            var run = repository["runs"]!.AsArray().Single(one => $"{one!["name"]}" == "Evaluate" && (int)one["run_number"]! == 41)!;
            (run["conclusion"], run["run_attempt"], run["updated_at"]) = ("success", 2, "2026-11-20T18:05:00Z");
        });

        await LaterAsync(bench);

        Assert.Equal(new PropertyValue.Select("Succeeded"), await bench.ShownAsync("pipelines", "llm-core · Evaluate #41", "Status"));
        Assert.Equal(PropertyValue.Empty.Value, await bench.ShownAsync("pipelines", "llm-core · Evaluate #41", "Why"));
        Assert.Equal(new PropertyValue.Number(1), await bench.ShownAsync("pipelines", "llm-core · Evaluate", "Success rate"));
    }

    [Fact]
    public async Task Repository_that_is_refused_leaves_its_rows_in_place_and_says_so()
    {
        await using var bench = await SyncedAsync();
        github.Change("rag-search", repository => repository["hidden"] = true);
        github.Change("tts-neo", repository => repository["releases"]![1]!["tag_name"] = "v1.5.1");

        var sync = await bench.SyncAsync(new SyncOptions { Full = true });

        Assert.Equal(0, sync.Sources.Sum(source => source.Gone));
        Assert.All(sync.Sources.SelectMany(source => source.Failed), failed => Assert.Contains("acme-ai/rag-search", failed.ToString(), StringComparison.Ordinal));
        Assert.Equal(new PropertyValue.Text("v1.5.1"), await bench.ShownAsync("products", "TTS-Neo", "Current version"));
        Assert.Equal(new PropertyValue.Text("v1.2"), await bench.ShownAsync("products", "RAG-Search", "Current version"));
    }

    private async Task<SpineBench> SyncedAsync()
    {
        var bench = await SpineBench.StartAsync([services.GetServices<ISource>().Single(source => source.Name == "GitHub")], time: time);
        await bench.ImportAsync();
        var sync = await bench.SyncAsync();
        Assert.Empty(sync.Sources.SelectMany(source => source.Failed));
        return bench;
    }

    private async Task<RunReport> LaterAsync(SpineBench bench)
    {
        time.Advance(TimeSpan.FromMinutes(10));
        var sync = await bench.SyncAsync();
        Assert.Empty(sync.Sources.SelectMany(source => source.Failed));
        return sync;
    }

    private static async Task AssertLinkAsync(SpineBench bench, string database, string row, string relation, string other, string title)
    {
        var linked = Assert.IsType<PropertyValue.Relation>(await bench.ShownAsync(database, row, relation));
        Assert.Contains((await bench.RowAsync(other, title)).PageId!, linked.PageIds);
    }

    private static PropertyValue At(string? instant) =>
        instant is null ? PropertyValue.Empty.Value : PropertyValue.Date.At(DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture));

    // Notes each answer, as '304 /path?query'; and whole into the file that NOTIONSYNC_ANSWER_LOG names, for GitHub's own document to judge.
    private sealed class Witness(List<string> asked) : DelegatingHandler
    {
        private static readonly string? Log = Environment.GetEnvironmentVariable("NOTIONSYNC_ANSWER_LOG");

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var answer = await base.SendAsync(request, cancellationToken);
            asked.Add($"{(int)answer.StatusCode} {request.RequestUri!.PathAndQuery}");
            if (Log is not null && answer.StatusCode is HttpStatusCode.OK)
            {
                await answer.Content.LoadIntoBufferAsync(cancellationToken);
                var line = new JsonObject
                {
                    ["request"] = new JsonObject { ["method"] = request.Method.Method, ["path"] = request.RequestUri.AbsolutePath },
                    ["response"] = new JsonObject { ["status"] = 200, ["body"] = JsonNode.Parse(await answer.Content.ReadAsStringAsync(cancellationToken)) },
                };
                await File.AppendAllTextAsync(Log, $"{line.ToJsonString()}\n", cancellationToken);
            }

            return answer;
        }
    }
}
