namespace NotionSync.LocalWorkspace;

internal static class NumberFunctions
{
    public static Cell? Call(string name, IReadOnlyList<Cell> values) => name switch
    {
        "add" => Arithmetic.Apply("+", values[0], values[1]),
        "subtract" => Arithmetic.Apply("-", values[0], values[1]),
        "multiply" => Arithmetic.Apply("*", values[0], values[1]),
        "divide" => Arithmetic.Apply("/", values[0], values[1]),
        "mod" => Arithmetic.Apply("%", values[0], values[1]),
        "pow" => Arithmetic.Apply("^", values[0], values[1]),
        "pi" => new Cell.Number(Math.PI),
        "e" => new Cell.Number(Math.E),
        "round" => One(values, number => Rounded(number, values.Count > 1 && values[1] is Cell.Number digits ? (int)digits.Value : 0)),
        "ceil" => One(values, Math.Ceiling),
        "floor" => One(values, Math.Floor),
        "abs" => One(values, Math.Abs),
        "sign" => One(values, number => Math.Sign(number)),
        "sqrt" => One(values, Math.Sqrt),
        "cbrt" => One(values, Math.Cbrt),
        "exp" => One(values, Math.Exp),
        "ln" => One(values, Math.Log),
        "log10" => One(values, Math.Log10),
        "log2" => One(values, Math.Log2),
        "min" or "max" or "sum" or "median" => Cell.Of(Rollups.Number(name, Flat(values))),
        "mean" => Cell.Of(Rollups.Number("average", Flat(values))),
        _ => null,
    };

    private static Cell One(IReadOnlyList<Cell> values, Func<double, double> compute)
    {
        if (values[0] is not Cell.Number number)
        {
            return Cell.None;
        }

        var result = compute(number.Value);
        return double.IsFinite(result) ? new Cell.Number(result) : Cell.None;
    }

    private static double Rounded(double number, int digits)
    {
        // JavaScript rounds halves up, also below zero.
        var factor = Math.Pow(10, digits);
        return Math.Floor((number * factor) + 0.5) / factor;
    }

    private static List<Cell> Flat(IReadOnlyList<Cell> values) => [.. values.SelectMany(value => value is Cell.Many many ? many.Items : [value])];
}
