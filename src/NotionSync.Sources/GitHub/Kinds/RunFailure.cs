using System.Collections.Immutable;
using System.Text.Json.Nodes;
using NotionSync.Sources.GitHub.Reading;
using NotionSync.Sources.Http;

namespace NotionSync.Sources.GitHub.Kinds;

/// <summary>Finds out why a run failed: <c>job</c>, <c>step</c>, <c>message</c>, <c>url</c> of the job, and <c>jobs</c>, the names of all that failed.</summary>
internal static class RunFailure
{
    private static readonly ImmutableArray<string> Failing = ["failure", "timed_out", "startup_failure"];

    // Every failing shell step says this; what a tool reported says more.
    private const string NoReason = "Process completed with exit code";

    /// <summary>Whether a run, a job or a step failed.</summary>
    public static bool IsOf(JsonObject item) => item.Text("conclusion") is { } conclusion && Failing.Contains(conclusion);

    /// <summary>What failed in the latest attempt of a run; null when no job did (the workflow could not start) or none is kept any more.</summary>
    /// <exception cref="VendorException">The jobs were refused.</exception>
    public static async Task<JsonObject?> FindAsync(RepositoryReading reading, string run, CancellationToken cancellationToken)
    {
        var jobs = await JobsAsync(reading, run, cancellationToken);
        if (jobs is not [var job, ..])
        {
            return null;
        }

        var failure = new JsonObject { ["job"] = job.Text("name") };
        if (job.Objects("steps").FirstOrDefault(IsOf) is { } step)
        {
            failure["step"] = step.Text("name");
        }

        if (job.Id() is { } id && await MessageAsync(reading, id, cancellationToken) is { } message)
        {
            failure["message"] = message;
        }

        failure["url"] = job.Text("html_url");
        failure["jobs"] = Members.List(jobs.Select(one => one.Text("name")).OfType<string>());
        return failure;
    }

    private static async Task<List<JsonObject>> JobsAsync(RepositoryReading reading, string run, CancellationToken cancellationToken)
    {
        try
        {
            return (await reading.GetAllAsync($"actions/runs/{run}/jobs?filter=latest&per_page=100", "jobs", cancellationToken)).FindAll(IsOf);
        }
        catch (VendorException gone) when (gone is { Status: 404, Body: not null })
        {
            return [];
        }
    }

    // A job of Actions is a check run with the same id. Its notes need a right of their own, and the run is told without them too.
    private static async Task<string?> MessageAsync(RepositoryReading reading, string job, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await reading.GetAsync($"check-runs/{job}/annotations?per_page=50", cancellationToken);
            var messages = answer.Items().Where(note => note.Text("annotation_level") == "failure").Select(note => note.Text("message")).OfType<string>().ToList();
            return messages.Find(message => !message.StartsWith(NoReason, StringComparison.Ordinal)) ?? messages.FirstOrDefault();
        }
        catch (VendorException forbidden) when (forbidden is { Status: 403 or 404, Body: not null })
        {
            return null;
        }
    }
}
