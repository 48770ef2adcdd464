using System.Collections.Frozen;

namespace NotionSync.LocalWorkspace;

/// <param name="Result">number, string, boolean, date, list, or empty where it follows from the arguments.</param>
internal sealed record Function(int Fewest, int Most, string Result);

/// <summary>The functions that formulas may call.</summary>
internal static class Functions
{
    private const int Any = int.MaxValue;

    private static readonly FrozenDictionary<string, Function> ByName = new Dictionary<string, Function>
    {
        ["if"] = new(3, 3, ""),
        ["ifs"] = new(3, Any, ""),
        ["let"] = new(3, 3, ""),
        ["lets"] = new(3, Any, ""),
        ["empty"] = new(0, 1, "boolean"),
        ["length"] = new(1, 1, "number"),
        ["format"] = new(1, 1, "string"),
        ["toNumber"] = new(1, 1, "number"),
        ["and"] = new(2, Any, "boolean"),
        ["or"] = new(2, Any, "boolean"),
        ["not"] = new(1, 1, "boolean"),
        ["equal"] = new(2, 2, "boolean"),
        ["unequal"] = new(2, 2, "boolean"),
        ["round"] = new(1, 2, "number"),
        ["ceil"] = new(1, 1, "number"),
        ["floor"] = new(1, 1, "number"),
        ["abs"] = new(1, 1, "number"),
        ["sign"] = new(1, 1, "number"),
        ["sqrt"] = new(1, 1, "number"),
        ["cbrt"] = new(1, 1, "number"),
        ["exp"] = new(1, 1, "number"),
        ["ln"] = new(1, 1, "number"),
        ["log10"] = new(1, 1, "number"),
        ["log2"] = new(1, 1, "number"),
        ["pi"] = new(0, 0, "number"),
        ["e"] = new(0, 0, "number"),
        ["add"] = new(2, 2, "number"),
        ["subtract"] = new(2, 2, "number"),
        ["multiply"] = new(2, 2, "number"),
        ["divide"] = new(2, 2, "number"),
        ["mod"] = new(2, 2, "number"),
        ["pow"] = new(2, 2, "number"),
        ["min"] = new(1, Any, "number"),
        ["max"] = new(1, Any, "number"),
        ["sum"] = new(1, Any, "number"),
        ["mean"] = new(1, Any, "number"),
        ["median"] = new(1, Any, "number"),
        ["concat"] = new(1, Any, ""),
        ["join"] = new(2, Any, "string"),
        ["split"] = new(1, 2, "list"),
        ["contains"] = new(2, 2, "boolean"),
        ["test"] = new(2, 2, "boolean"),
        ["match"] = new(2, 2, "list"),
        ["replace"] = new(3, 3, "string"),
        ["replaceAll"] = new(3, 3, "string"),
        ["lower"] = new(1, 1, "string"),
        ["upper"] = new(1, 1, "string"),
        ["trim"] = new(1, 1, "string"),
        ["repeat"] = new(2, 2, "string"),
        ["padStart"] = new(3, 3, "string"),
        ["padEnd"] = new(3, 3, "string"),
        ["substring"] = new(2, 3, "string"),
        ["link"] = new(2, 2, "string"),
        ["style"] = new(1, Any, "string"),
        ["unstyle"] = new(1, Any, "string"),
        ["name"] = new(1, 1, "string"),
        ["email"] = new(1, 1, "string"),
        ["id"] = new(0, 1, "string"),
        ["now"] = new(0, 0, "date"),
        ["today"] = new(0, 0, "date"),
        ["dateAdd"] = new(3, 3, "date"),
        ["dateSubtract"] = new(3, 3, "date"),
        ["dateBetween"] = new(3, 3, "number"),
        ["dateRange"] = new(2, 2, "date"),
        ["formatDate"] = new(2, 3, "string"),
        ["parseDate"] = new(1, 1, "date"),
        ["dateStart"] = new(1, 1, "date"),
        ["dateEnd"] = new(1, 1, "date"),
        ["timestamp"] = new(1, 1, "number"),
        ["fromTimestamp"] = new(1, 1, "date"),
        ["minute"] = new(1, 1, "number"),
        ["hour"] = new(1, 1, "number"),
        ["day"] = new(1, 1, "number"),
        ["date"] = new(1, 1, "number"),
        ["week"] = new(1, 1, "number"),
        ["month"] = new(1, 1, "number"),
        ["year"] = new(1, 1, "number"),
        ["map"] = new(2, 2, "list"),
        ["filter"] = new(2, 2, "list"),
        ["find"] = new(2, 2, ""),
        ["findIndex"] = new(2, 2, "number"),
        ["some"] = new(2, 2, "boolean"),
        ["every"] = new(2, 2, "boolean"),
        ["at"] = new(2, 2, ""),
        ["first"] = new(1, 1, ""),
        ["last"] = new(1, 1, ""),
        ["slice"] = new(2, 3, "list"),
        ["sort"] = new(1, 2, "list"),
        ["reverse"] = new(1, 1, "list"),
        ["unique"] = new(1, 1, "list"),
        ["includes"] = new(2, 2, "boolean"),
        ["flat"] = new(1, 1, "list"),
    }.ToFrozenDictionary();

    public static FormulaNode Checked(string name, IReadOnlyList<FormulaNode> arguments)
    {
        if (Find(name) is not { } function)
        {
            throw new FormulaException($"Undefined function '{name}'.");
        }

        return arguments.Count < function.Fewest || arguments.Count > function.Most
            ? throw new FormulaException($"Function '{name}' takes {function.Fewest} to {function.Most} arguments, not {arguments.Count}.")
            : new FormulaNode.Call(name, arguments);
    }

    public static Function? Find(string name) => ByName.GetValueOrDefault(name);
}
