namespace NotionSync.LocalWorkspace;

/// <summary>Parsed formulas; a query reads the same one for every row.</summary>
internal sealed class FormulaCache
{
    private readonly Dictionary<string, FormulaNode> _parsed = [];

    public FormulaNode Parse(string stored)
    {
        if (!_parsed.TryGetValue(stored, out var node))
        {
            _parsed[stored] = node = Parser.Parse(stored);
        }

        return node;
    }
}
