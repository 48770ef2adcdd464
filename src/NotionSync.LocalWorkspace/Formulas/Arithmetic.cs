namespace NotionSync.LocalWorkspace;

internal static class Arithmetic
{
    public static Cell Apply(string symbol, Cell left, Cell right) => symbol switch
    {
        "==" => new Cell.Flag(Same(left, right)),
        "!=" => new Cell.Flag(!Same(left, right)),
        ">" => Compared(left, right, order => order > 0),
        ">=" => Compared(left, right, order => order >= 0),
        "<" => Compared(left, right, order => order < 0),
        "<=" => Compared(left, right, order => order <= 0),
        "+" when left is Cell.Text || right is Cell.Text => new Cell.Text(left.AsText() + right.AsText()),
        _ => Computed(symbol, left, right),
    };

    public static bool Same(Cell left, Cell right) => (left, right) switch
    {
        (Cell.Number a, Cell.Number b) => a.Value == b.Value,
        (Cell.Flag a, Cell.Flag b) => a.Value == b.Value,
        (Cell.Date a, Cell.Date b) => a.Start == b.Start && a.End == b.End,
        _ when left.IsEmpty || right.IsEmpty => left.IsEmpty && right.IsEmpty,
        _ => left.AsText() == right.AsText(),
    };

    public static int Order(Cell left, Cell right) => (left, right) switch
    {
        (Cell.Number a, Cell.Number b) => a.Value.CompareTo(b.Value),
        (Cell.Date a, Cell.Date b) => a.Start.CompareTo(b.Start),
        (Cell.Flag a, Cell.Flag b) => a.Value.CompareTo(b.Value),
        _ => string.Compare(left.AsText(), right.AsText(), StringComparison.OrdinalIgnoreCase),
    };

    private static Cell.Flag Compared(Cell left, Cell right, Func<int, bool> holds) =>
        left is Cell.Nothing || right is Cell.Nothing ? new Cell.Flag(false) : new Cell.Flag(holds(Order(left, right)));

    private static Cell Computed(string symbol, Cell left, Cell right)
    {
        if (Number(left) is not { } a || Number(right) is not { } b)
        {
            return Cell.None;
        }

        var result = symbol switch
        {
            "+" => a + b,
            "-" => a - b,
            "*" => a * b,
            "/" => a / b,
            "%" => a % b,
            _ => Math.Pow(a, b),
        };
        return double.IsFinite(result) ? new Cell.Number(result) : Cell.None;
    }

    private static double? Number(Cell cell) => cell switch
    {
        Cell.Number number => number.Value,
        Cell.Flag flag => flag.Value ? 1 : 0,
        Cell.Many { Items: [Cell.Number only] } => only.Value,
        _ => null,
    };
}
