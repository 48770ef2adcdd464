using System.Globalization;
using System.Text.Json.Nodes;
using NotionSync.Sources.Tests.Contract;

namespace NotionSync.Sources.Tests.GitHub;

public sealed class RunsTests
{
    private static readonly JsonObject LastMonth = new() { ["days"] = 30 };

    [Fact]
    public async Task Failed_run_names_its_job_and_step_and_says_more_than_the_exit_code()
    {
        await using var github = await ConditionalReadTests.AcmeAsync();

        var run = Assert.Single((await github.ReadAsync("runs")).Records).Data;

        var failure = run["failure"]!;
        Assert.Equal("build", (string?)failure["job"]);
        Assert.Equal(GitHubStub.FailedJobs()["jobs"]![0]!["steps"]!.AsArray()[^2]!["name"]!.ToString(), (string?)failure["step"]);
        Assert.Equal("BLEU 84.1 is below the gate of 86.0", (string?)failure["message"]);
        Assert.Equal("2026-11-20T08:10:00Z", (string?)run["ended_at"]);
    }

    [Fact]
    public async Task Failed_run_is_told_without_the_right_to_read_checks()
    {
        await using var github = await ConditionalReadTests.AcmeAsync();
        github.Put(FakeGitHub.In("check-runs/399444496/annotations"), _ => GitHubStub.Refusal(403, ""));

        var read = await github.ReadAsync("runs");

        Assert.Empty(read.Complaints);
        Assert.Equal("build", (string?)Assert.Single(read.Records).Data["failure"]!["job"]);
    }

    [Fact]
    public async Task Workflow_that_could_not_start_has_no_job_that_failed()
    {
        await using var github = await ConditionalReadTests.AcmeAsync();
        github.PutList(FakeGitHub.In("actions/runs"), [Run(1, "startup_failure")], "workflow_runs");
        github.PutList(FakeGitHub.In("actions/runs/1/jobs"), [], "jobs");

        var run = Assert.Single((await github.ReadAsync("runs")).Records).Data;

        Assert.Equal("startup_failure", (string?)run["conclusion"]);
        Assert.Null(run["failure"]);
    }

    [Fact]
    public async Task Failing_job_beyond_the_first_page_of_a_matrix_is_found()
    {
        await using var github = await ConditionalReadTests.AcmeAsync();
        github.PageSize = 2;
        github.PutList(FakeGitHub.In("actions/runs/30433642/jobs"), [Job(1, "success"), Job(2, "success"), Job(3, "timed_out")], "jobs");

        var run = Assert.Single((await github.ReadAsync("runs")).Records).Data;

        Assert.Equal("job 3", (string?)run["failure"]!["job"]);
    }

    [Fact]
    public async Task Jobs_are_not_asked_for_where_nobody_wants_them()
    {
        await using var github = await ConditionalReadTests.AcmeAsync();

        var read = await github.ReadAsync("runs", settings: new JsonObject { ["jobs"] = false });

        Assert.Null(Assert.Single(read.Records).Data["failure"]);
        Assert.DoesNotContain(github.TakeRequests(), request => request.Contains("/jobs", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Run_that_is_run_again_within_thirty_days_is_seen_and_no_other()
    {
        await using var github = await ConditionalReadTests.AcmeAsync();
        var old = Run(1, "failure", "2026-10-26T08:00:00Z");
        github.PutList(FakeGitHub.In("actions/runs"), [Run(3, "failure"), Run(2, "success"), old], "workflow_runs");
        github.Put(FakeGitHub.In("actions/runs/1/jobs"), GitHubStub.FailedJobs());
        github.Put(FakeGitHub.In("actions/runs/3/jobs"), GitHubStub.FailedJobs());
        var first = await github.ReadAsync("runs", settings: LastMonth);
        github.TakeRequests();
        (old["run_attempt"], old["conclusion"], old["updated_at"]) = (2, "success", "2026-11-23T05:00:00Z");

        var second = await github.ReadAsync("runs", first.Cursor, LastMonth);

        Assert.Equal(["3", "2", "1"], Ids(first));
        // Run 2 did not fail and stands on the page that changed: it comes again as it was. Run 3 is known.
        Assert.Equal(["2", "1"], Ids(second));
        Assert.Equal(2, (int?)second.Records[1].Data["run_attempt"]);
        Assert.DoesNotContain(github.TakeRequests(), request => request.Contains("/jobs", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Run_that_began_before_the_window_is_read_while_it_goes_on_and_once_it_has_ended()
    {
        await using var github = await ConditionalReadTests.AcmeAsync();
        var (over, long_) = (Run(1, "success", "2026-10-20T08:00:00Z"), Run(2, "success", "2026-10-22T08:00:00Z"));
        (long_["status"], long_["conclusion"]) = ("waiting", null);
        List<JsonObject> all = [over, long_, Run(3, "success")];
        github.Put(FakeGitHub.In("actions/runs"), request => Search(request, all));
        var first = await github.ReadAsync("runs", settings: LastMonth);
        (long_["status"], long_["conclusion"], long_["updated_at"]) = ("completed", "success", "2026-11-23T05:20:00Z");

        var second = await github.ReadAsync("runs", first.Cursor, LastMonth);
        var anew = await github.ReadAsync("runs", settings: LastMonth);

        Assert.Equal(["3", "2"], Ids(first));
        Assert.All([second, anew], read => Assert.Equal("completed", (string?)read.Records.Single(record => $"{record.Data["id"]}" == "2").Data["status"]));
        Assert.DoesNotContain("1", Ids(anew));
    }

    [Fact]
    public async Task Window_does_not_prove_that_older_runs_are_gone()
    {
        await using var github = await ConditionalReadTests.AcmeAsync();

        var read = await github.ReadAsync("runs", settings: LastMonth);

        Assert.NotEmpty(read.Records);
        Assert.Empty(read.Scopes);
        Assert.Contains("200 /actions/runs?created=>=2026-10-19T00:00:00Z&exclude_pull_requests=true&per_page=100", github.TakeRequests());
    }

    [Fact]
    public async Task Search_that_reaches_a_thousand_results_is_split_by_day_and_a_day_by_halves()
    {
        await using var github = await ConditionalReadTests.AcmeAsync();
        // 300 runs on each of the last days, and 1500 on one of them.
        var all = Enumerable.Range(0, 8).SelectMany(day => Enumerable.Range(0, day == 3 ? 1500 : 300)
            .Select(number => github.Time.Now.Date.AddDays(-day).AddSeconds(number * 10)))
            .Order().Select((created, number) => Run(number + 1, "success", created.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture))).ToList();
        github.Put(FakeGitHub.In("actions/runs"), request => Search(request, all));

        var first = await github.ReadAsync("runs", settings: LastMonth);

        Assert.Empty(first.Complaints);
        Assert.Equal(all.Count, Ids(first).Distinct().Count());
        github.TakeRequests();
        var second = await github.ReadAsync("runs", first.Cursor, LastMonth);
        Assert.Empty(second.Records);
        Assert.All(github.TakeRequests(), request => Assert.StartsWith("304 ", request, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Minute_with_a_thousand_runs_is_partial()
    {
        await using var github = await ConditionalReadTests.AcmeAsync();
        var all = Enumerable.Range(1, 1200).Select(number => Run(number, "success", "2026-11-20T08:00:00Z")).ToList();
        github.Put(FakeGitHub.In("actions/runs"), request => Search(request, all));

        var read = await github.ReadAsync("runs", settings: LastMonth);

        Assert.Contains("does not give all of them", Assert.Single(read.Complaints), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Later_reads_of_all_runs_end_where_runs_are_too_old_to_move()
    {
        await using var github = await ConditionalReadTests.AcmeAsync();
        github.PageSize = 1;
        var newest = Run(4, "success", "2026-11-22T08:00:00Z");
        github.PutList(FakeGitHub.In("actions/runs"), [newest, Run(3, "success", "2026-11-01T08:00:00Z"), Run(2, "success", "2026-01-01T08:00:00Z"), Run(1, "success", "2025-01-01T08:00:00Z")], "workflow_runs");
        var first = await github.ReadAsync("runs");
        newest["display_title"] = "changed";
        github.TakeRequests();

        var second = await github.ReadAsync("runs", first.Cursor);

        Assert.Equal(["4", "3", "2", "1"], Ids(first));
        Assert.NotEmpty(first.Scopes);
        Assert.Equal(["4"], Ids(second));
        Assert.Equal(["200", "304", "304"], github.TakeRequests().Select(request => request[..3]));
    }

    private static IEnumerable<string> Ids(ReadResult read) => read.Records.Select(record => record.Data["id"]!.ToJsonString());

    private static JsonObject Run(int id, string conclusion, string created = "2026-11-20T08:00:00Z") => new()
    {
        ["id"] = id,
        ["name"] = null,
        ["head_branch"] = null,
        ["status"] = "completed",
        ["conclusion"] = conclusion,
        ["run_attempt"] = 1,
        ["created_at"] = created,
        ["updated_at"] = created,
    };

    private static JsonObject Job(int id, string conclusion) => new() { ["id"] = id, ["name"] = $"job {id}", ["conclusion"] = conclusion, ["steps"] = new JsonArray() };

    // GitHub's search: newest first, both ends of a span included, and never more than a thousand.
    private static StubAnswer Search(StubRequest request, IReadOnlyList<JsonObject> all)
    {
        var ends = request.Argument("created")!.Replace(">=", "", StringComparison.Ordinal).Split("..");
        var found = all.Where(run => string.CompareOrdinal($"{run["created_at"]}", ends[0]) >= 0 && (ends.Length == 1 || string.CompareOrdinal($"{run["created_at"]}", ends[1]) <= 0)).Reverse().ToList();
        var number = int.Parse(request.Argument("page") ?? "1", CultureInfo.InvariantCulture);
        var shown = found.Take(1000).ToList();
        var body = new JsonObject { ["total_count"] = found.Count, ["workflow_runs"] = new JsonArray([.. shown.Skip((number - 1) * 100).Take(100).Select(run => run.DeepClone())]) };
        var next = $"<http://{request.Headers["Host"]}{request.Path}?created={Uri.EscapeDataString(request.Argument("created")!)}&exclude_pull_requests=true&per_page=100&page={number + 1}>; rel=\"next\"";
        return FakeGitHub.Tagged(request, body, shown.Count > number * 100 ? next : null);
    }
}
