using System.Collections.Frozen;

namespace NotionSync.LocalWorkspace;

/// <summary>Refuses what can never compute: texts where numbers must be, numbers where dates must be. What is not known beforehand is let through.</summary>
internal sealed class FormulaCheck(Workspace workspace, DataSource source)
{
    private static readonly FrozenSet<string> OfNumbers = FrozenSet.Create(
        "round", "ceil", "floor", "abs", "sign", "sqrt", "cbrt", "exp", "ln", "log10", "log2", "subtract", "multiply", "divide", "mod", "pow");

    private static readonly FrozenSet<string> OfDates = FrozenSet.Create(
        "dateAdd", "dateSubtract", "dateBetween", "dateRange", "formatDate", "dateStart", "dateEnd", "timestamp",
        "minute", "hour", "day", "date", "week", "month", "year");

    public void Check(FormulaNode node)
    {
        switch (node)
        {
            case FormulaNode.Unary unary:
                Check(unary.Operand);
                break;
            case FormulaNode.Binary binary:
                Check(binary.Left);
                Check(binary.Right);
                if (binary.Operator is "-" or "*" or "/" or "%" or "^")
                {
                    RequireNumber(binary.Left, binary.Operator);
                    RequireNumber(binary.Right, binary.Operator);
                }

                break;
            case FormulaNode.List list:
                CheckAll(list.Items);
                break;
            case FormulaNode.Call call:
                CheckAll(call.Arguments);
                CheckCall(call);
                break;
            default:
                break;
        }
    }

    private void CheckAll(IReadOnlyList<FormulaNode> nodes)
    {
        foreach (var node in nodes)
        {
            Check(node);
        }
    }

    private void CheckCall(FormulaNode.Call call)
    {
        if (OfNumbers.Contains(call.Function))
        {
            foreach (var argument in call.Arguments)
            {
                RequireNumber(argument, call.Function);
            }
        }
        else if (OfDates.Contains(call.Function) && TypeOf(call.Arguments[0]) is { } type and not "date")
        {
            throw new FormulaException($"Type mismatch: '{call.Function}' takes a date, not a {type}.");
        }
    }

    private void RequireNumber(FormulaNode node, string user)
    {
        if (TypeOf(node) is { } type and ("string" or "date"))
        {
            throw new FormulaException($"Type mismatch: '{user}' takes numbers, not a {type}.");
        }
    }

    /// <summary>Null where it depends on what the formula meets.</summary>
    private string? TypeOf(FormulaNode node) => node switch
    {
        FormulaNode.Literal { Value: Cell.Text } => "string",
        FormulaNode.Literal or FormulaNode.Unary or FormulaNode.Binary { Operator: not "+" } => FormulaType.Of(node, workspace, source),
        FormulaNode.Property { Page: null } property => OfProperty(source.ById(property.Key)),
        FormulaNode.Call { Function: "empty", Arguments: [] } => null,
        FormulaNode.Call call => Functions.Find(call.Function)?.Result is { Length: > 0 } result and not "list" ? result : null,
        _ => null,
    };

    private static string? OfProperty(Property? property) => property?.Type switch
    {
        "number" or "unique_id" => "number",
        "checkbox" => "boolean",
        "date" or "created_time" or "last_edited_time" => "date",
        "title" or "rich_text" or "url" or "email" or "phone_number" or "select" or "status" => "string",
        _ => null,
    };
}
