using System.Globalization;
using System.Text.RegularExpressions;

namespace NotionSync.Mapping.Expressions.Functions;

/// <summary>Finds the first number in a text, e.g. 1234.5 in <c>$1,234.5/hr</c>.</summary>
internal static partial class NumberInText
{
    public static double? Find(string text) => Numbers.FromWord(text.Trim()) is { } word
        ? word
        : Number().Match(text) is { Success: true } match
            && double.TryParse(match.Value, NumberStyles.Float | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var number)
            && double.IsFinite(number)
            ? number
            : null;

    // A minus belongs to the number unless it joins two parts of a word, as in GPT-4.
    [GeneratedRegex(@"(?<![\w.])-?(\d{1,3}(,\d{3})+|\d+)(\.\d+)?([eE][+-]?\d+)?|\d+(\.\d+)?")]
    private static partial Regex Number();
}
