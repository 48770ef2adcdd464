using System.Text;

namespace NotionSync.Planning;

/// <summary>A plan for a terminal: a line for each change, grouped by database, then the totals.</summary>
public static class PlanText
{
    private const int SortWidth = 8;
    private const int MostTitleWidth = 40;

    /// <summary>The whole text, ending with a line break.</summary>
    /// <param name="plan">What would be done.</param>
    /// <param name="requestsPerMinute">The budget, at least 1.</param>
    public static string Write(Plan plan, int requestsPerMinute)
    {
        var text = new StringBuilder();
        foreach (var database in plan.Changes.GroupBy(change => change.Database))
        {
            text.Append(database.Key).Append('\n');
            var width = Math.Min(MostTitleWidth, database.Max(change => OneLine(change.Title).Length));
            foreach (var change in database)
            {
                text.Append("  ").Append(PlanWords.Symbol(change.Action))
                    .Append(' ').Append(PlanWords.Sort(change.Object).PadRight(SortWidth))
                    .Append("  ").Append(OneLine(change.Title).PadRight(width))
                    .Append("  ").Append(OneLine(change.Reason))
                    .Append('\n');
            }

            text.Append('\n');
        }

        text.Append(plan.IsEmpty ? "Nothing to do: the workspace is as it should be." : $"Plan: {PlanWords.Totals(plan)}.").Append('\n');
        return text.Append(plan.Calls == 0 ? "No calls to Notion." : PlanWords.Cost(plan, requestsPerMinute) + ".").Append('\n').ToString();
    }

    private static string OneLine(string text) => string.Join(' ', text.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries));
}
