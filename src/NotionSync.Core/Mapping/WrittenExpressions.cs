using NotionSync.Mapping.Expressions;
using NotionSync.Model;

namespace NotionSync.Mapping;

/// <summary>Expressions that stand elsewhere than among a mapping file's own, e.g. in what a block asks of its source.</summary>
public static class WrittenExpressions
{
    private static readonly SourcePosition Nowhere = new("", 0, 0);

    /// <summary>Parses an expression, with all functions of the mapping files.</summary>
    /// <param name="text">As written.</param>
    /// <param name="owner">What it is for; named in errors, of parsing and of evaluation.</param>
    /// <param name="fault">Why it is none; null when it is one.</param>
    /// <returns>Null when it is no expression. Messages of its evaluation name no place.</returns>
    public static IExpression? Parse(string text, string owner, out string? fault)
    {
        try
        {
            fault = null;
            return new Placeless(JmesPathExpression.Parse(text, owner, Nowhere));
        }
        catch (ExpressionException failure)
        {
            fault = WithoutPlace(failure.Message);
            return null;
        }
    }

    private static string WithoutPlace(string message) => message[$"{Nowhere}: ".Length..];

    private sealed class Placeless(IExpression expression) : IExpression
    {
        public string Text => expression.Text;

        public SourcePosition Position => expression.Position;

        public bool DependsOnTime => expression.DependsOnTime;

        public IReadOnlySet<string> Relations => expression.Relations;

        public bool ReadsFurtherLinks => expression.ReadsFurtherLinks;

        public IReadOnlySet<(string Database, string Property)> WholeRelations => expression.WholeRelations;

        public System.Text.Json.Nodes.JsonNode? Evaluate(ExpressionInput input)
        {
            try
            {
                return expression.Evaluate(input);
            }
            catch (ExpressionException failure)
            {
                throw new ExpressionException(WithoutPlace(failure.Message), failure);
            }
        }
    }
}
