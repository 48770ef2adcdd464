using System.Globalization;

namespace NotionSync.LocalWorkspace.Preview;

/// <summary>Numbers and times as they are written on the screen.</summary>
internal static class Written
{
    private static readonly CultureInfo English = CultureInfo.InvariantCulture;

    /// <param name="format">A number format of Notion; unknown ones show the plain number.</param>
    public static string Number(double value, string? format) => format switch
    {
        "percent" => $"{Rounded(value * 100)}%",
        "dollar" => Money("$", value),
        "euro" => Money("€", value),
        "pound" => Money("£", value),
        "yen" or "yuan" => Money("¥", value),
        "number_with_commas" => value.ToString("#,##0.####", English),
        _ => Rounded(value),
    };

    /// <summary>A computed figure, to as many places as one reads; money to the cent.</summary>
    public static string Figure(double value, string? format) =>
        Number(format is null or "number" or "number_with_commas" or "percent" ? Short(value) : value, format);

    public static string Date(Cell.Date date)
    {
        var start = Moment(date.Start, date.HasTime);
        return date.End is { } end && end != date.Start ? $"{start} → {Moment(end, date.HasTime)}" : start;
    }

    /// <summary>What a name begins with, whole even when it is an emoji; empty for no name.</summary>
    public static string Initial(string name) => StringInfo.GetNextTextElement(name);

    public static string Moment(DateTimeOffset time, bool hasTime) => time.ToString(hasTime ? "MMM d, yyyy HH:mm" : "MMM d, yyyy", English);

    private static double Short(double value) => Math.Abs(value) switch
    {
        >= 10 => Math.Round(value, 1),
        >= 1 => Math.Round(value, 2),
        _ => Math.Round(value, 5),
    };

    private static string Money(string sign, double value) => value < 0 ? $"-{Money(sign, -value)}" : $"{sign}{value.ToString("#,##0.00", English)}";

    private static string Rounded(double value) => Math.Abs(value) is var size && size != 0 && size < 0.001
        ? value.ToString("G3", English)
        : Math.Round(value, 4).ToString(Math.Abs(value) < 1e15 ? "0.####" : "G", English);
}
