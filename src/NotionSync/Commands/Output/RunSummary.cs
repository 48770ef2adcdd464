using System.Globalization;
using NotionSync.Sync;

namespace NotionSync.Commands.Output;

/// <summary>Prints what a run did.</summary>
internal static class RunSummary
{
    private const int NameWidth = 16;

    /// <summary>Prints the report.</summary>
    /// <param name="call">Where to.</param>
    /// <param name="name">What ran, e.g. <c>Import</c>.</param>
    /// <param name="report">What it did.</param>
    /// <returns>The exit code.</returns>
    public static int Print(CommandCall call, string name, RunReport report)
    {
        if (call.Format is OutputFormat.Json)
        {
            call.WriteDocument(Document(report), DocumentJson.Default.RunDocument);
        }
        else
        {
            WriteText(call.Say, name, report);
        }

        return Warn(call, name, report);
    }

    /// <summary>Prints the report where it is not the command's result: on standard error when that is JSON.</summary>
    /// <returns>The exit code.</returns>
    public static int PrintAside(CommandCall call, string name, RunReport report)
    {
        WriteText(call.Format is OutputFormat.Json ? call.Note : call.Say, name, report);
        return Warn(call, name, report);
    }

    private static int Warn(CommandCall call, string name, RunReport report)
    {
        foreach (var remark in report.Remarks)
        {
            call.Note(remark.ToString());
        }

        if (report.StoppedBecause is { } reason)
        {
            call.Note($"error: {name} stopped: {reason}");
        }

        return Code(report);
    }

    /// <summary>What the shell is told of a run.</summary>
    public static int Code(RunReport report) => report switch
    {
        { StoppedBecause: not null } => ExitCode.Failed,
        { AllRowsWritten: true } => ExitCode.Done,
        _ when report.Sources.Where(source => source.Failed.Length > 0 || source.Read > 0).All(ReadNothing) && report.Sources.Any(ReadNothing) => ExitCode.Failed,
        _ => ExitCode.SomeRowsFailed,
    };

    // A source that could not be read at all, as against one of whose rows or parts some failed.
    private static bool ReadNothing(SourceReport source) => source.Read == 0 && source.Failed.Any(failure => failure.Database.Length == 0);

    private static RunDocument Document(RunReport report) => new(
        report.Run,
        report.StartedAt,
        Math.Round(report.Duration.TotalSeconds, 3),
        new RunDocument.CallTotals(report.Calls.Read, report.Calls.Write),
        [
            .. report.Sources.Select(source => new RunDocument.SourceLine(
                source.Name, source.Read, source.Created, source.Updated, source.Unchanged, source.Gone, source.Blocked,
                [.. source.Failed.Select(failure => new RunDocument.Failure(failure.Database, failure.Key, failure.Reason))])),
        ]);

    private static void WriteText(Action<string> say, string name, RunReport report)
    {
        say(string.Create(
            CultureInfo.InvariantCulture,
            $"{name} {(report.StoppedBecause is null ? "done" : "stopped")} in {report.Duration.TotalSeconds:0.0} s: {report.SchemaChanges} schema changes, {report.Calls.Read} reads, {report.Calls.Write} writes."));
        foreach (var source in report.Sources.Where(source => source.Name != "us" || source.Created + source.Updated + source.Drift > 0))
        {
            say($"  {(source.Name == "us" ? "computed" : source.Name).PadRight(NameWidth)} {Figures(source)}");
        }

        foreach (var (source, failure) in report.Sources.SelectMany(source => source.Failed.Select(failure => (source, failure))))
        {
            say($"  failed: {source.Name} · {(failure.Database.Length == 0 ? "" : failure.Database + " · ")}{failure.Key}: {failure.Reason}");
        }
    }

    private static string Figures(SourceReport source)
    {
        var figures = new List<string>
        {
            $"{source.Read} read", $"{source.Created} created", $"{source.Updated} updated", $"{source.Unchanged} unchanged",
        };
        if (source.Gone > 0)
        {
            figures.Add($"{source.Gone} gone");
        }

        if (source.Drift > 0)
        {
            figures.Add($"{source.Drift} repaired");
        }

        if (source.Blocked > 0)
        {
            figures.Add($"{source.Blocked} removals held back (allow them once with --allow-removals REASON)");
        }

        if (source.Failed.Length > 0)
        {
            figures.Add($"{source.Failed.Length} failed");
        }

        return string.Join(", ", figures);
    }
}
