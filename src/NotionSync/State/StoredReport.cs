using System.Text.Json;
using NotionSync.Sync;

namespace NotionSync.State;

/// <summary>Reads the reports that <see cref="RunRecord.Report"/> keeps.</summary>
internal static class StoredReport
{
    /// <summary>The report of a text; null when it is none, e.g. one of another version.</summary>
    public static RunReport? Read(string text)
    {
        try
        {
            return JsonSerializer.Deserialize(text, RunReportJson.Default.RunReport);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
