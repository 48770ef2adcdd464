using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using NotionSync.Abstractions;
using NotionSync.Sources.GitHub.Reading;

namespace NotionSync.Sources.GitHub.Kinds;

/// <summary>Reads the runs of one repository.</summary>
/// <param name="reading">The repository.</param>
/// <param name="at">The time of the read.</param>
/// <param name="days">How far back runs are given; null: all there are. Older ones are given while they go on, and when they moved since.</param>
/// <param name="wantsJobs">Whether failed runs are asked for what failed.</param>
internal sealed class RunReading(RepositoryReading reading, DateTimeOffset at, int? days, bool wantsJobs)
{
    private const string Windows = "windows";
    private const string Pages = "pages";
    private const string Failed = "failed";

    // A run can be run again for 30 days, and then take its time.
    private static readonly TimeSpan StillMoving = TimeSpan.FromDays(35);

    private readonly JsonObject knownFailed = reading.Known?[Failed] as JsonObject ?? [];
    private readonly JsonObject failed = [];
    private readonly List<string> windows = [];

    /// <summary>Gives what changed, or everything when nothing is known.</summary>
    public async IAsyncEnumerable<SourceItem> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (days is not null)
        {
            // What lies before is not read, so nothing may be called gone.
            reading.LeaveOut();
        }

        var ahead = new Stack<RunWindow>(FirstWindows().Reverse());
        var pages = 0;
        while (ahead.TryPop(out var window))
        {
            var items = days is null ? AllAsync(window, count => pages = count, cancellationToken) : WindowAsync(window, ahead, cancellationToken);
            await foreach (var item in items)
            {
                yield return item;
            }
        }

        CarryFailed();
        reading.Note(new JsonObject { [Windows] = Members.List(windows), [Pages] = pages, [Failed] = failed });
    }

    // The windows of the read before, so that its tags count; they are set anew with each read of everything.
    private IReadOnlyList<RunWindow> FirstWindows() =>
        days is not { } back ? [RunWindow.All]
        : reading.Known?.Texts(Windows).Select(RunWindow.Parse).OfType<RunWindow>().ToList() is { Count: > 0 } known ? known
        : [new RunWindow(Today.AddDays(-Math.Max(back, StillMoving.Days)), null)];

    private DateTimeOffset Today => new(at.UtcDateTime.Date, TimeSpan.Zero);

    // A run of before the window that goes on, or ended within it, would else be shown as under way for ever.
    private bool IsAsked(JsonObject run) =>
        days is not { } back || run.Text("status") != "completed" || !(run.Time("created_at") < Today.AddDays(-back)) || run.Time("updated_at") >= Today.AddDays(-back);

    private async IAsyncEnumerable<SourceItem> WindowAsync(RunWindow window, Stack<RunWindow> ahead, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var isFirst = true;
        await foreach (var page in reading.PagesAsync(Path(window), cancellationToken))
        {
            if (isFirst && page.Object.Number("total_count") >= RunWindow.MostResults)
            {
                if (window.Split(at) is { Length: > 0 } parts)
                {
                    foreach (var part in parts.Reverse())
                    {
                        ahead.Push(part);
                    }

                    yield break;
                }

                yield return new SourceItem.Partial($"{reading.Name} has {RunWindow.MostResults} runs or more in '{window}', and GitHub does not give all of them.");
            }

            isFirst = false;
            await foreach (var item in RunsAsync(page, cancellationToken))
            {
                yield return item;
            }
        }

        windows.Add(window.ToString());
    }

    // Without a search GitHub gives all runs there are, newest first; of old ones nothing new is to be expected.
    private async IAsyncEnumerable<SourceItem> AllAsync(RunWindow window, Action<int> look, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (number, moving) = (0, 0);
        var wasRead = reading.Known is not null;
        var before = reading.Known?.Number(Pages) ?? 0;
        await foreach (var page in reading.PagesAsync(Path(window), cancellationToken))
        {
            number++;
            var moves = page.IsUnchanged ? number <= before : page.Items("workflow_runs").Any(run => run.Time("created_at") > at - StillMoving);
            moving = moves ? number : moving;
            await foreach (var item in RunsAsync(page, cancellationToken))
            {
                yield return item;
            }

            if (wasRead && !moves)
            {
                reading.LeaveOut();
                break;
            }
        }

        look(moving);
    }

    private async IAsyncEnumerable<SourceItem> RunsAsync(GitHubAnswer page, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var run in page.Items("workflow_runs").Where(IsAsked).ToList())
        {
            if (run.Text("status") == "completed")
            {
                run["ended_at"] = run.Text("updated_at");
            }

            if (wantsJobs && RunFailure.IsOf(run) && run.Id() is { } id)
            {
                // A run that failed before is on a page that another run changed: asking for its jobs again would tell nothing new.
                var stamp = $"{run.Number("run_attempt")} {run.Text("updated_at")}";
                failed[id] = stamp;
                if (knownFailed.Text(id) == stamp)
                {
                    reading.LeaveOut();
                    continue;
                }

                if (await RunFailure.FindAsync(reading, id, cancellationToken) is { } failure)
                {
                    run["failure"] = failure;
                }
            }

            yield return reading.Found(run);
        }
    }

    // On pages that are unchanged there may be failed runs too.
    private void CarryFailed()
    {
        foreach (var (id, stamp) in knownFailed)
        {
            failed.TryAdd(id, stamp?.DeepClone());
        }
    }

    private static string Path(RunWindow window) => window == RunWindow.All
        ? "actions/runs?exclude_pull_requests=true&per_page=100"
        : $"actions/runs?created={Uri.EscapeDataString(window.ToString())}&exclude_pull_requests=true&per_page=100";
}
