using System.Globalization;

namespace NotionSync.LocalWorkspace;

/// <summary>Formulas as text: as sent, as stored (properties by id), and as read back, which is never quite what was sent.</summary>
internal static class FormulaText
{
    public static string Stored(Workspace workspace, string expression, IReadOnlyList<Property> properties, Property self)
    {
        var source = new DataSource { Properties = [.. properties] };
        try
        {
            var tree = Parser.Parse(expression);
            var resolved = Resolved(tree, source, self, NamesIn(tree));
            FormulaCycle.Refuse(workspace, resolved, source, self);
            new FormulaCheck(workspace, source).Check(resolved);
            return Write(resolved, id => $"{{{{notion:block_property:{Ids.Encoded(id)}}}}}", isTop: true);
        }
        catch (FormulaException fault)
        {
            throw ApiException.Validation($"Formula property {self.Name}: {fault.Message}");
        }
    }

    public static string ReadBack(string stored, DataSource source, bool byName) => Write(
        Parser.Parse(stored),
        byName
            ? id => $"prop(\"{(source.ById(id)?.Name ?? id).Replace("\"", "\\\"", StringComparison.Ordinal)}\")"
            : id => $"{{{{notion:block_property:{Ids.Encoded(id)}:{source.Id}:{source.DatabaseId}}}}}",
        isTop: true);

    private static FormulaNode Resolved(FormulaNode node, DataSource source, Property self, IReadOnlySet<string> known) => node switch
    {
        FormulaNode.Property { Page: null } property => source.Find(property.Key) is { } found && found != self
            ? property with { Key = found.Id }
            : throw new FormulaException($"Undefined property '{property.Key}'."),
        FormulaNode.Variable variable when !known.Contains(variable.Name) => throw new FormulaException($"Undefined name '{variable.Name}'."),
        FormulaNode.Property { Page: { } page } property => property with { Page = Resolved(page, source, self, known) },
        FormulaNode.Unary unary => unary with { Operand = Resolved(unary.Operand, source, self, known) },
        FormulaNode.Binary binary => binary with { Left = Resolved(binary.Left, source, self, known), Right = Resolved(binary.Right, source, self, known) },
        FormulaNode.List list => new FormulaNode.List([.. list.Items.Select(item => Resolved(item, source, self, known))]),
        FormulaNode.Call call => call with { Arguments = [.. call.Arguments.Select(argument => Resolved(argument, source, self, known))] },
        _ => node,
    };

    /// <summary>The names that a formula may use: those it binds, and those of the item at hand.</summary>
    private static HashSet<string> NamesIn(FormulaNode tree)
    {
        var names = new HashSet<string> { "current", "index" };
        Collect(tree, names);
        return names;
    }

    private static void Collect(FormulaNode node, HashSet<string> names)
    {
        foreach (var (child, index) in node.Inner.Select((child, index) => (child, index)))
        {
            if (node is FormulaNode.Call { Function: "let" or "lets" } call && index % 2 == 0 && index < call.Arguments.Count - 1 && child is FormulaNode.Variable bound)
            {
                names.Add(bound.Name);
            }

            Collect(child, names);
        }
    }

    private static string Write(FormulaNode node, Func<string, string> property, bool isTop = false) => node switch
    {
        FormulaNode.Literal { Value: Cell.Text text } => $"\"{Escaped(text.Value)}\"",
        FormulaNode.Literal { Value: Cell.Number number } => number.Value.ToString("0.###############", CultureInfo.InvariantCulture),
        FormulaNode.Literal literal => literal.Value.AsText(),
        FormulaNode.Property { Page: null } own => property(own.Key),
        FormulaNode.Property { Page: { } page } other => $"{Write(page, property)}.prop(\"{Escaped(other.Key)}\")",
        FormulaNode.Variable variable => variable.Name,
        FormulaNode.List list => $"[{string.Join(", ", list.Items.Select(item => Write(item, property, isTop: true)))}]",
        FormulaNode.Unary unary => $"{(unary.Operator == "not" ? "not " : "-")}{Write(unary.Operand, property)}",
        FormulaNode.Binary binary => Wrapped($"{Write(binary.Left, property)} {binary.Operator} {Write(binary.Right, property)}", isTop),
        FormulaNode.Call call => $"{call.Function}({string.Join(", ", call.Arguments.Select(argument => Write(argument, property, isTop: true)))})",
        _ => "",
    };

    private static string Wrapped(string text, bool isTop) => isTop ? text : $"({text})";

    private static string Escaped(string text) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
}
