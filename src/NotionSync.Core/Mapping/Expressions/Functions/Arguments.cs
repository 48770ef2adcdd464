using DevLab.JmesPath.Functions;
using Newtonsoft.Json.Linq;

namespace NotionSync.Mapping.Expressions.Functions;

/// <summary>
/// What a function was given, read as the type it needs. Null and what is left out are absent; anything of a wrong type is a fault
/// that names the function, the place and the value.
/// </summary>
internal readonly struct Arguments(string function, JmesPathFunctionArgument[] items)
{
    /// <summary>How many were given.</summary>
    public int Count => items.Length;

    /// <summary>As it is; null when absent.</summary>
    public JToken? this[int index] => index < items.Length && items[index].Token is { Type: not JTokenType.Null } token ? token : null;

    /// <summary>A number, which may be NaN or infinite; null when absent.</summary>
    public double? Number(int index) => this[index] is { } token ? AsNumber(token) ?? throw Fault(index, "a number") : null;

    /// <summary>A whole number, or what stands in for it when absent.</summary>
    public int Whole(int index, int fallback, int least, int most) => Number(index) switch
    {
        null => fallback,
        { } number when double.IsInteger(number) && number >= least && number <= most => (int)number,
        _ => throw Fault(index, $"a whole number from {least} to {most}"),
    };

    /// <summary>A text; null when absent.</summary>
    public string? Text(int index) => this[index] switch
    {
        null => null,
        { Type: JTokenType.String } token => token.Value<string>(),
        _ => throw Fault(index, "a text"),
    };

    /// <summary>Any single value as a person would write it; null when absent.</summary>
    public string? Shown(int index) => this[index] is { } token ? Shown(token) ?? throw Fault(index, "a text, number or boolean") : null;

    /// <summary>A list; null when absent.</summary>
    public JArray? List(int index) => this[index] switch
    {
        null => null,
        JArray list => list,
        _ => throw Fault(index, "a list"),
    };

    /// <summary>An instant or a day; null when absent or the zero date of Go programs.</summary>
    public Moment? Moment(int index) => this[index] switch
    {
        null => null,
        { Type: JTokenType.String } token => Expressions.Moment.Parse(token.Value<string>()!, out var moment) ? moment : throw Fault(index, "a date"),
        { } token => AsNumber(token) is { } number
            ? Expressions.Moment.FromEpoch(number) ?? throw Fault(index, "seconds since 1970")
            : throw Fault(index, "a date"),
    };

    /// <summary>The finite numbers among all arguments, lists opened; null, NaN and infinities are absent.</summary>
    public IReadOnlyList<double> Figures()
    {
        var figures = new List<double>();
        for (var index = 0; index < Count; index++)
        {
            foreach (var token in this[index] is JArray list ? list : new JArray(this[index] ?? JValue.CreateNull()))
            {
                if (token.Type is not JTokenType.Null && (AsNumber(token) ?? throw Fault(index, "numbers")) is var number && double.IsFinite(number))
                {
                    figures.Add(number);
                }
            }
        }

        return figures;
    }

    /// <summary>A number, or one of the texts that stand for what is not a finite one; null for anything else.</summary>
    public static double? AsNumber(JToken token) => token.Type switch
    {
        JTokenType.Integer or JTokenType.Float => token.Value<double>(),
        JTokenType.String => Numbers.FromWord(token.Value<string>()!),
        _ => null,
    };

    /// <summary>A single value as a person would write it; null for a list or object.</summary>
    public static string? Shown(JToken token) => token.Type switch
    {
        JTokenType.String => token.Value<string>(),
        JTokenType.Integer => token.ToString(),
        JTokenType.Float => Numbers.Show(token.Value<double>()),
        JTokenType.Boolean => token.Value<bool>() ? "true" : "false",
        _ => null,
    };

    /// <summary>A fault of one argument.</summary>
    public FormatException Fault(int index, string expected) =>
        new($"{function} wants {expected} as argument {index + 1} and was given {Clipped(this[index]?.ToString(Newtonsoft.Json.Formatting.None) ?? "null")}.");

    private static string Clipped(string text) => text.Length <= 60 ? text : text[..59] + "…";
}
