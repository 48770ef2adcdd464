namespace NotionSync.Planning;

/// <summary>The words that every rendering of a plan shares.</summary>
internal static class PlanWords
{
    /// <summary><c>+ ~ -</c>.</summary>
    public static string Symbol(ChangeAction action) => action switch
    {
        ChangeAction.Create => "+",
        ChangeAction.Remove => "-",
        _ => "~",
    };

    /// <summary>What sort of thing, in lower case as in JSON.</summary>
    public static string Sort(ChangeObject thing) => thing switch
    {
        ChangeObject.Database => "database",
        ChangeObject.Property => "property",
        ChangeObject.View => "view",
        ChangeObject.Page => "page",
        _ => "row",
    };

    /// <summary>What happens, in lower case as in JSON.</summary>
    public static string Action(ChangeAction action) => action switch
    {
        ChangeAction.Create => "create",
        ChangeAction.Update => "update",
        ChangeAction.Remove => "remove",
        _ => "link",
    };

    /// <summary>How often each symbol stands in the plan.</summary>
    public static string Totals(Plan plan)
    {
        int Count(string symbol) => plan.Changes.Count(change => Symbol(change.Action) == symbol);
        return $"{Count("+")} to create, {Count("~")} to change, {Count("-")} to remove";
    }

    /// <summary>The calls and how long they take at a budget.</summary>
    public static string Cost(Plan plan, int requestsPerMinute) =>
        $"{plan.Calls} calls to Notion ({plan.Writes} writes, {plan.Reads} reads), about {Minutes(plan.Seconds(requestsPerMinute))} at {requestsPerMinute} calls a minute";

    private static string Minutes(int seconds) => seconds < 60 ? $"{seconds} s" : seconds % 60 == 0 ? $"{seconds / 60} min" : $"{seconds / 60} min {seconds % 60} s";
}
