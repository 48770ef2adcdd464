using DevLab.JmesPath.Expressions;
using DevLab.JmesPath.Interop;
using Newtonsoft.Json.Linq;

namespace NotionSync.Mapping.Expressions;

/// <summary>Looks through a parsed expression: brings its number literals into the one form in which numbers compare equal.</summary>
internal sealed class LiteralVisitor : IVisitor
{
    /// <summary>Whether evaluation changes the parsed expression.</summary>
    public bool KeepsState { get; private set; }

    /// <inheritdoc/>
    public void Visit(DevLab.JmesPath.Expressions.JmesPathExpression expression)
    {
        switch (expression)
        {
            case JmesPathLetExpression or JmesPathVariableReference or JmesPathRootNodeExpression:
                KeepsState = true;
                break;
            case JmesPathLiteral { Value: var value }:
                foreach (var token in value is JContainer container ? container.DescendantsAndSelf() : [value])
                {
                    Settle(token);
                }

                break;
        }
    }

    private static void Settle(JToken token)
    {
        switch (token.Type)
        {
            case JTokenType.Integer when token is JValue whole:
                whole.Value = Numbers.FromWhole(whole.Value<long>()).Value;
                break;
            case JTokenType.Date:
                throw new FormatException("dates are written in single quotes, not in backticks.");
        }
    }
}
