using NotionSync.Model;

namespace NotionSync.Commands.Output;

/// <summary>Prints findings of <c>validate</c> and <c>doctor</c>.</summary>
internal static class Findings
{
    /// <summary>Prints them, errors first where the order is not given by a file, and says how it ends.</summary>
    /// <returns>Bad input when there is an error.</returns>
    public static int Print(CommandCall call, IReadOnlyList<Diagnostic> findings, string allWell)
    {
        var errors = findings.Count(finding => finding.Severity is Severity.Error);
        if (call.Format is OutputFormat.Json)
        {
            call.WriteDocument(
                new FindingsDocument(
                    errors == 0,
                    [.. findings.Select(finding => new FindingsDocument.Finding(Word(finding.Severity), finding.Where, finding.What, finding.Fix))]),
                DocumentJson.Default.FindingsDocument);
        }
        else
        {
            foreach (var finding in findings)
            {
                call.Say(finding.ToString());
            }

            call.Say(errors == 0 ? allWell : $"{errors} {(errors == 1 ? "error" : "errors")}, {findings.Count - errors} warnings.");
        }

        return errors == 0 ? ExitCode.Done : ExitCode.BadInput;
    }

    private static string Word(Severity severity) => severity is Severity.Error ? "error" : "warning";
}
