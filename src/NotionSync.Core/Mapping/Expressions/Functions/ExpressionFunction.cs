using DevLab.JmesPath.Functions;
using Newtonsoft.Json.Linq;

namespace NotionSync.Mapping.Expressions.Functions;

/// <summary>One function of ours. Pure; safe for several threads.</summary>
internal sealed class ExpressionFunction(string name, int least, int most, Func<Arguments, JToken?> body) : JmesPathFunction(name, least, most)
{
    /// <summary>For <c>most</c>: as many as one likes.</summary>
    public const int Any = int.MaxValue;

    /// <inheritdoc/>
    public override JToken Execute(params JmesPathFunctionArgument[] args) => body(new Arguments(Name, args)) switch
    {
        // A null string turns into a token that calls itself a string.
        null or JValue { Value: null } => JValue.CreateNull(),
        { } result => result,
    };
}
