namespace NotionSync.LocalWorkspace;

/// <summary>The type of a formula whose result is empty, so that its null stands under the right name.</summary>
internal static class FormulaType
{
    public static string Of(FormulaNode node, Workspace workspace, DataSource source) => node switch
    {
        FormulaNode.Literal { Value: Cell.Number } or FormulaNode.Unary { Operator: "-" } => "number",
        FormulaNode.Literal { Value: Cell.Flag } or FormulaNode.Unary => "boolean",
        FormulaNode.Binary { Operator: "+" } binary => Sum(binary, workspace, source),
        FormulaNode.Binary { Operator: "-" or "*" or "/" or "%" or "^" } => "number",
        FormulaNode.Binary => "boolean",
        FormulaNode.Property { Page: null } property => OfProperty(source.ById(property.Key), workspace, source),
        FormulaNode.Call { Function: "if" } call => Branch(call.Arguments[1], call.Arguments[2], workspace, source),
        FormulaNode.Call { Function: "ifs" } call => Of(call.Arguments[1], workspace, source),
        FormulaNode.Call { Function: "let" or "lets" } call => Of(call.Arguments[^1], workspace, source),
        FormulaNode.Call call => Functions.Find(call.Function)?.Result is { Length: > 0 } result and not "list" ? result : "string",
        _ => "string",
    };

    private static string Sum(FormulaNode.Binary sum, Workspace workspace, DataSource source) =>
        Of(sum.Left, workspace, source) == "number" && Of(sum.Right, workspace, source) == "number" ? "number" : "string";

    private static string Branch(FormulaNode then, FormulaNode otherwise, Workspace workspace, DataSource source) =>
        then is FormulaNode.Call { Function: "empty" } or FormulaNode.Literal { Value: Cell.Text { Value: "" } }
            ? Of(otherwise, workspace, source)
            : Of(then, workspace, source);

    private static string OfProperty(Property? property, Workspace workspace, DataSource source) => property?.Type switch
    {
        "number" or "unique_id" => "number",
        "checkbox" => "boolean",
        "date" or "created_time" or "last_edited_time" => "date",
        "formula" => Of(workspace.Formulas.Parse(property.Formula!), workspace, source),
        "rollup" => property.Rollup!.Function switch
        {
            "show_original" or "show_unique" => "string",
            "earliest_date" or "latest_date" or "date_range" => "date",
            _ => "number",
        },
        _ => "string",
    };
}
