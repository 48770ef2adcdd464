using NotionSync.Mapping.Checking;
using NotionSync.Mapping.Expressions;
using NotionSync.Model;

namespace NotionSync.Mapping.Rules;

/// <summary>Each expression can be parsed and works on an empty input, and names relations that exist.</summary>
internal sealed class Expressions : IMappingRule
{
    /// <inheritdoc/>
    public IEnumerable<Diagnostic> Check(MappingSet set) =>
        from database in set.Databases
        from written in WrittenExpression.All(database)
        from diagnostic in Check(database, written)
        select diagnostic;

    private static IEnumerable<Diagnostic> Check(DatabaseDraft database, WrittenExpression written)
    {
        JmesPathExpression expression;
        Diagnostic? fault = null;
        try
        {
            expression = written.Parse();
            expression.Evaluate(ExpressionInput.From(written.EmptyInput()));
        }
        catch (ExpressionException error)
        {
            // The message begins with the position, which the diagnostic says already.
            fault = database.Error(written.Path, $"The expression of {error.Message[(written.Position.ToString().Length + 2)..]}", "See docs/expressions.md.");
        }

        if (fault is not null)
        {
            yield return fault;
            yield break;
        }

        var text = new ExpressionText(written.Text);
        if (written.Sees is Sight.OwnRow && text.HasBareLinks)
        {
            yield return database.Error(written.Path, "'links' stands without a relation.", "Write links.\"NAME\", so that it is known which rows are read.");
        }

        foreach (var name in written.Sees is Sight.OwnRow ? text.Relations : [])
        {
            if (database.Find(name) is not { Kind: PropertyKind.Relation or null })
            {
                yield return database.Error(
                    written.Path,
                    $"'{database.Id}' has no relation '{name}'.",
                    NearestName.Suggest(name, [.. database.Relations]));
            }
        }
    }
}
