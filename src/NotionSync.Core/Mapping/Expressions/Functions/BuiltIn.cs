using DevLab.JmesPath;
using DevLab.JmesPath.Functions;
using Newtonsoft.Json.Linq;

namespace NotionSync.Mapping.Expressions.Functions;

/// <summary>
/// A function of JMESPath itself, made kinder: where it was given null (a missing path) the result is null instead of a failed row, and
/// its numbers are of the one sort that compares equal. NaN and infinities stay what they are.
/// </summary>
internal sealed class BuiltIn(JmesPathFunction inner, bool takesNull)
    : JmesPathFunction(inner.Name, inner.MinArgumentCount, inner.Variadic ? ExpressionFunction.Any : inner.MaxArgumentCount ?? inner.MinArgumentCount)
{
    /// <inheritdoc/>
    public override void Validate(params JmesPathFunctionArgument[] args)
    {
        if (Settled(args) is null)
        {
            inner.Validate(args);
        }
    }

    /// <inheritdoc/>
    public override JToken Execute(params JmesPathFunctionArgument[] args)
    {
        var result = Settled(args) ?? inner.Execute(args);
        return result.Type is JTokenType.Integer ? Numbers.FromWhole(result.Value<long>()) : result;
    }

    /// <summary>The result when it is clear without asking the function.</summary>
    private JValue? Settled(JmesPathFunctionArgument[] args) => args switch
    {
        _ when !takesNull && args.Any(given => given.Token is { Type: JTokenType.Null }) => JValue.CreateNull(),
        [{ Token: JArray { Count: 0 } }, _] when Name is "max_by" or "min_by" => JValue.CreateNull(),
        [{ Token: { Type: JTokenType.String } token }] when Name is "abs" or "ceil" or "floor" && Numbers.FromWord(token.Value<string>()!) is { } number =>
            Numbers.From(Name is "abs" ? Math.Abs(number) : number),
        _ => null,
    };
}
