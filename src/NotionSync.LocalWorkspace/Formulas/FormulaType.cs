namespace NotionSync.LocalWorkspace;

/// <summary>The type of a formula whose result is empty, so that its null stands under the right name.</summary>
internal static class FormulaType
{
    /// <summary>Formulas of an old file may name each other in a circle.</summary>
    private const int MostDepth = 15;

    public static string Of(FormulaNode node, Workspace workspace, DataSource source) => Of(node, workspace, source, 0);

    private static string Of(FormulaNode node, Workspace workspace, DataSource source, int depth) => node switch
    {
        FormulaNode.Literal { Value: Cell.Number } or FormulaNode.Unary { Operator: "-" } => "number",
        FormulaNode.Literal { Value: Cell.Flag } or FormulaNode.Unary => "boolean",
        FormulaNode.Binary { Operator: "+" } binary => Sum(binary, workspace, source, depth),
        FormulaNode.Binary { Operator: "-" or "*" or "/" or "%" or "^" } => "number",
        FormulaNode.Binary => "boolean",
        FormulaNode.Property { Page: null } property => OfProperty(source.ById(property.Key), workspace, source, depth),
        FormulaNode.Call { Function: "if" } call => Branch(call.Arguments[1], call.Arguments[2], workspace, source, depth),
        FormulaNode.Call { Function: "ifs" } call => Of(call.Arguments[1], workspace, source, depth),
        FormulaNode.Call { Function: "let" or "lets" } call => Of(call.Arguments[^1], workspace, source, depth),
        FormulaNode.Call call => Functions.Find(call.Function)?.Result is { Length: > 0 } result and not "list" ? result : "string",
        _ => "string",
    };

    private static string Sum(FormulaNode.Binary sum, Workspace workspace, DataSource source, int depth) =>
        Of(sum.Left, workspace, source, depth) == "number" && Of(sum.Right, workspace, source, depth) == "number" ? "number" : "string";

    private static string Branch(FormulaNode then, FormulaNode otherwise, Workspace workspace, DataSource source, int depth) =>
        then is FormulaNode.Call { Function: "empty" } or FormulaNode.Literal { Value: Cell.Text { Value: "" } }
            ? Of(otherwise, workspace, source, depth)
            : Of(then, workspace, source, depth);

    private static string OfProperty(Property? property, Workspace workspace, DataSource source, int depth) => property?.Type switch
    {
        "number" or "unique_id" => "number",
        "checkbox" => "boolean",
        "date" or "created_time" or "last_edited_time" => "date",
        "formula" when depth < MostDepth => Of(workspace.Formulas.Parse(property.Formula!), workspace, source, depth + 1),
        "rollup" => property.Rollup!.Function switch
        {
            "show_original" or "show_unique" => "string",
            "earliest_date" or "latest_date" or "date_range" => "date",
            _ => "number",
        },
        _ => "string",
    };
}
