using System.Text;

namespace NotionSync.Planning;

/// <summary>A plan for a pull request or a page: a table for each database.</summary>
public static class PlanMarkdown
{
    /// <summary>The whole text, ending with a line break.</summary>
    /// <param name="plan">What would be done.</param>
    /// <param name="requestsPerMinute">The budget, at least 1.</param>
    public static string Write(Plan plan, int requestsPerMinute)
    {
        var text = new StringBuilder("# Plan\n\n");
        text.Append(plan.IsEmpty ? "Nothing to do: the workspace is as it should be.\n" : $"{PlanWords.Totals(plan)}. {PlanWords.Cost(plan, requestsPerMinute)}.\n");
        foreach (var database in plan.Changes.GroupBy(change => change.Database))
        {
            text.Append("\n## ").Append(database.Key).Append("\n\n| | what | name | why |\n|---|---|---|---|\n");
            foreach (var change in database)
            {
                text.Append("| `").Append(PlanWords.Symbol(change.Action)).Append("` | ").Append(PlanWords.Sort(change.Object))
                    .Append(" | ").Append(Cell(change.Title)).Append(" | ").Append(Cell(change.Reason)).Append(" |\n");
            }
        }

        return text.ToString();
    }

    private static string Cell(string text)
    {
        var cell = new StringBuilder();
        foreach (var letter in text)
        {
            cell.Append(letter switch
            {
                '\r' => "",
                '\n' => " ",
                '\\' or '|' or '`' or '*' or '_' or '<' or '[' or ']' => $"\\{letter}",
                _ => letter.ToString(),
            });
        }

        return cell.ToString();
    }
}
