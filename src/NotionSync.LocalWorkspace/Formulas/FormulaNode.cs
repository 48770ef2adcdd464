namespace NotionSync.LocalWorkspace;

internal abstract record FormulaNode
{
    private FormulaNode() { }

    public sealed record Literal(Cell Value) : FormulaNode;

    /// <param name="Key">A name while a request is read, an id once it is stored.</param>
    public sealed record Property(string Key, FormulaNode? Page = null) : FormulaNode;

    public sealed record Variable(string Name) : FormulaNode;

    public sealed record List(IReadOnlyList<FormulaNode> Items) : FormulaNode;

    public sealed record Unary(string Operator, FormulaNode Operand) : FormulaNode;

    public sealed record Binary(string Operator, FormulaNode Left, FormulaNode Right) : FormulaNode;

    public sealed record Call(string Function, IReadOnlyList<FormulaNode> Arguments) : FormulaNode;
}
