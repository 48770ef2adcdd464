using System.Globalization;
using Newtonsoft.Json.Linq;

namespace NotionSync.Mapping.Expressions;

/// <summary>
/// Numbers as expressions hold them. The library calls 1 and 1.0 different and sorts by the type of the first of a list, so all numbers
/// are doubles here (whole ones beyond 2^53, which a double cannot hold, apart).
/// </summary>
internal static class Numbers
{
    private const long LargestExact = 1L << 53;

    /// <summary>A whole number.</summary>
    public static JValue FromWhole(long whole) => Math.Abs((decimal)whole) <= LargestExact ? new JValue((double)whole) : new JValue(whole);

    /// <summary>A result; what is not finite becomes the text by which sources say so.</summary>
    public static JValue From(double number) => double.IsFinite(number) ? new JValue(number) : new JValue(Word(number));

    /// <summary>The text for a number that JSON cannot hold.</summary>
    public static string Word(double number) => double.IsNaN(number) ? "NaN" : number > 0 ? "+Inf" : "-Inf";

    /// <summary>The number behind <c>NaN</c>, <c>+Inf</c>, <c>Inf</c> and <c>-Inf</c>; null for any other text.</summary>
    public static double? FromWord(string text) => text switch
    {
        "NaN" => double.NaN,
        "+Inf" or "Inf" => double.PositiveInfinity,
        "-Inf" => double.NegativeInfinity,
        _ => null,
    };

    /// <summary>
    /// The decimal that a person would write: 15 digits, so that 87.22999999999999 is 87.23; null when a decimal cannot hold it.
    /// </summary>
    public static decimal? Exact(double number) => Math.Abs(number) switch
    {
        0 => 0m,
        <= LargestExact when double.IsInteger(number) => (long)number,
        >= 1e-12 and < 1e28 => (decimal)number,
        _ => null,
    };

    /// <summary>A number as text without noise and without an exponent where possible.</summary>
    public static string Show(double number) =>
        !double.IsFinite(number) ? Word(number)
        : Exact(number) is { } exact ? exact.ToString("0.############################", CultureInfo.InvariantCulture)
        : number.ToString("R", CultureInfo.InvariantCulture);
}
