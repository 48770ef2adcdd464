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
        from diagnostic in Check(set, database, written)
        select diagnostic;

    private static IEnumerable<Diagnostic> Check(MappingSet set, DatabaseDraft database, WrittenExpression written)
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
        foreach (var misread in WholeRelations(set, database, written, text))
        {
            yield return misread;
        }

        if (written.Sees is Sight.OwnRow or Sight.OneRow && text.HasBareLinks)
        {
            yield return database.Error(written.Path, "'links' stands without a relation.", "Write links.\"NAME\", so that it is known which rows are read.");
        }

        foreach (var name in written.Sees is Sight.OwnRow or Sight.OneRow ? text.Relations : [])
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

    // Read by single rows alone: for each row of a database that would be all links for every change of any.
    private static IEnumerable<Diagnostic> WholeRelations(MappingSet set, DatabaseDraft database, WrittenExpression written, ExpressionText text)
    {
        if (written.Sees is Sight.OwnRow && text.WholeRelations.Any())
        {
            yield return database.Error(
                written.Path,
                "'relations' cannot be read here.",
                "Write it under 'pages' of 'body', for a row of this file, or read the row's own 'links'.");
        }

        if (written.Sees is not Sight.OneRow)
        {
            yield break;
        }

        if (text.HasBareRelations)
        {
            yield return database.Error(
                written.Path, "'relations' stands without a database and a relation.", "Write relations.database.\"NAME\", so that it is known which links are read.");
        }

        foreach (var (id, name) in text.WholeRelations)
        {
            if (set.Find(id) is not { } other)
            {
                yield return database.Error(
                    written.Path, $"There is no database '{id}'.", NearestName.Suggest(id, [.. set.Databases.Select(known => known.Id)]));
            }
            else if (other.Find(name) is not { Kind: PropertyKind.Relation or null })
            {
                yield return database.Error(written.Path, $"'{id}' has no relation '{name}'.", NearestName.Suggest(name, [.. other.Relations]));
            }
        }
    }
}
