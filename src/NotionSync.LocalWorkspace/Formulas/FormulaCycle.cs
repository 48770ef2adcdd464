namespace NotionSync.LocalWorkspace;

/// <summary>Refuses formulas that would read themselves by way of others of their data source.</summary>
internal static class FormulaCycle
{
    /// <exception cref="FormulaException">Some formula that it names leads back to it.</exception>
    public static void Refuse(Workspace workspace, FormulaNode tree, DataSource source, Property self)
    {
        var seen = new HashSet<string>();
        var waiting = new Stack<FormulaNode>([tree]);
        while (waiting.TryPop(out var node))
        {
            foreach (var inner in node.Inner)
            {
                waiting.Push(inner);
            }

            if (node is not FormulaNode.Property { Page: null, Key: var id })
            {
                continue;
            }

            if (id == self.Id)
            {
                throw new FormulaException("It refers to itself by way of other formulas, so it has no value.");
            }

            if (seen.Add(id) && source.ById(id) is { Type: "formula", Formula: { } formula })
            {
                waiting.Push(workspace.Formulas.Parse(formula));
            }
        }
    }
}
