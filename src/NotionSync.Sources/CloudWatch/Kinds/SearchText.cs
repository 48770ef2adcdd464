using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace NotionSync.Sources.CloudWatch.Kinds;

/// <summary>A search of CloudWatch, such as <c>{AWS/ECS,ClusterName,ServiceName} MetricName="CPUUtilization"</c>.</summary>
/// <param name="Text">As written.</param>
/// <param name="Namespace">Where it looks.</param>
/// <param name="Dimensions">The dimensions that each metric found has, in the search's order.</param>
internal sealed partial record SearchText(string Text, string Namespace, ImmutableArray<string> Dimensions)
{
    // A character that AWS allows in labels, and no dimension needs.
    private const char Between = '|';

    /// <summary>Reads it.</summary>
    /// <returns>Null when it is no search, with why.</returns>
    public static (SearchText? Search, string? Fault) Parse(string text)
    {
        if (Schema().Match(text) is not { Success: true } schema)
        {
            return (null, "it does not begin with a namespace and dimensions in braces, e.g. {AWS/EC2,InstanceId}");
        }

        if (text.Contains('\''))
        {
            return (null, "it holds a single quote; use double quotes within it");
        }

        var names = Name().Matches(schema.Groups["names"].Value).Select(name => name.Value.Trim().Trim('"')).Where(name => name.Length > 0).ToList();
        return names.Count < 2
            ? (null, "its braces name no dimension, e.g. {AWS/EC2,InstanceId}")
            : !MetricName().IsMatch(text)
                ? (null, "it does not say which metric, e.g. MetricName=\"CPUUtilization\"")
                : (new SearchText(text, names[0], [.. names.Skip(1)]), null);
    }

    /// <summary>The expression that asks for it.</summary>
    public string Expression(string stat, int period) => $"SEARCH('{Text}', '{stat}', {period})";

    /// <summary>A label that tells results apart by dimensions; null when there are none.</summary>
    public static string? Label(IReadOnlyCollection<string> dimensions) =>
        dimensions.Count == 0 ? null : string.Join(Between, dimensions.Select(name => $"${{PROP('Dim.{name}')}}"));

    /// <summary>The values of the dimensions by which a label was made; null when it is another one.</summary>
    public static IReadOnlyDictionary<string, string>? Read(string label, IReadOnlyList<string> dimensions)
    {
        var values = dimensions.Count switch { 0 => [], 1 => [label], _ => label.Split(Between) };
        return values.Length == dimensions.Count && values.All(value => value.Length > 0)
            ? dimensions.Zip(values).ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal)
            : null;
    }

    [GeneratedRegex(@"^\s*\{(?<names>[^{}]+)\}")]
    private static partial Regex Schema();

    [GeneratedRegex("""
        "[^"]*"|[^,]+
        """)]
    private static partial Regex Name();

    [GeneratedRegex(@"\bMetricName\s*=")]
    private static partial Regex MetricName();
}
