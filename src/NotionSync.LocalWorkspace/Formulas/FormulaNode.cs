namespace NotionSync.LocalWorkspace;

internal abstract record FormulaNode
{
    private FormulaNode() { }

    /// <summary>The nodes right below.</summary>
    public IReadOnlyList<FormulaNode> Inner => this switch
    {
        Property { Page: { } page } => [page],
        Unary unary => [unary.Operand],
        Binary binary => [binary.Left, binary.Right],
        List list => list.Items,
        Call call => call.Arguments,
        _ => [],
    };

    /// <summary>How deep it nests. Counted without recursion, as it guards what recurses.</summary>
    public int Height()
    {
        var (height, level) = (0, new List<FormulaNode> { this });
        for (; level.Count > 0; height++)
        {
            level = [.. level.SelectMany(node => node.Inner)];
        }

        return height;
    }

    public sealed record Literal(Cell Value) : FormulaNode;

    /// <param name="Key">A name while a request is read, an id once it is stored.</param>
    public sealed record Property(string Key, FormulaNode? Page = null) : FormulaNode;

    public sealed record Variable(string Name) : FormulaNode;

    public sealed record List(IReadOnlyList<FormulaNode> Items) : FormulaNode;

    public sealed record Unary(string Operator, FormulaNode Operand) : FormulaNode;

    public sealed record Binary(string Operator, FormulaNode Left, FormulaNode Right) : FormulaNode;

    public sealed record Call(string Function, IReadOnlyList<FormulaNode> Arguments) : FormulaNode;
}
