using System.Globalization;

namespace NotionSync.LocalWorkspace;

internal static class LogicFunctions
{
    public static Cell? Call(string name, IReadOnlyList<Cell> values) => name switch
    {
        "empty" => values.Count == 0 ? Cell.None : new Cell.Flag(IsEmpty(values[0])),
        "not" => new Cell.Flag(!Evaluator.IsTrue(values[0])),
        "equal" => Arithmetic.Apply("==", values[0], values[1]),
        "unequal" => Arithmetic.Apply("!=", values[0], values[1]),
        "id" => values[0] is Cell.Thing thing ? new Cell.Text(thing.Id) : Cell.None,
        "name" => values[0] is Cell.Thing { Kind: "user" } person ? new Cell.Text(person.Label) : Cell.None,
        "email" => values[0] is Cell.Thing { Email: { } address } ? new Cell.Text(address) : Cell.None,
        "format" or "style" or "unstyle" => new Cell.Text(values[0].AsText()),
        "toNumber" => ToNumber(values[0]),
        "length" => new Cell.Number(values[0] is Cell.Many many ? many.Items.Count : values[0].AsText().Length),
        _ => null,
    };

    // empty(0) and empty(false) are true in Notion.
    private static bool IsEmpty(Cell cell) => cell is Cell.Number { Value: 0 } or Cell.Flag { Value: false } || cell.IsEmpty;

    private static Cell ToNumber(Cell cell) => cell switch
    {
        Cell.Number => cell,
        Cell.Flag flag => new Cell.Number(flag.Value ? 1 : 0),
        Cell.Date date => new Cell.Number(date.Start.ToUnixTimeMilliseconds()),
        _ => double.TryParse(cell.AsText(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? new Cell.Number(number) : Cell.None,
    };
}
