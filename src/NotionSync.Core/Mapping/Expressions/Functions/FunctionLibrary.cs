using DevLab.JmesPath.Functions;
using DevLab.JmesPath.Interop;

namespace NotionSync.Mapping.Expressions.Functions;

/// <summary>The functions that expressions may call: our own and those of JMESPath. <c>docs/expressions.md</c> describes each.</summary>
internal static class FunctionLibrary
{
    private static readonly string[] TakingNull = ["not_null", "to_array", "to_number", "type"];

    /// <summary>Every function's name, in alphabetical order.</summary>
    public static IReadOnlyCollection<string> Names =>
        [.. Own().Concat(BuiltIns()).Select(function => function.Name).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>Adds all functions to a parser.</summary>
    public static void Register(IRegisterFunctions repository)
    {
        // Ours come last: they take the place of JMESPath's function of the same name.
        foreach (var function in BuiltIns().Concat(Own()))
        {
            repository.Register(function.Name, function);
        }
    }

    private static IEnumerable<JmesPathFunction> Own() =>
    [
        .. AggregateFunctions.All,
        .. ChoiceFunctions.All,
        .. DateFunctions.All,
        .. FigureFunctions.All,
        .. LineChartFunction.All,
        .. MermaidChartFunction.All,
        .. MermaidGraphFunction.All,
        .. NumberFunctions.All,
        .. new PatternFunctions().All,
        .. SparklineFunction.All,
        .. TextFunctions.All,
    ];

    private static IEnumerable<JmesPathFunction> BuiltIns()
    {
        var factory = JmesPathFunctionFactory.Create();
        return factory.Names.Select(name => new BuiltIn(factory[name], TakingNull.Contains(name)));
    }
}
