using System.Globalization;
using System.Text.Json.Nodes;

namespace NotionSync.LocalWorkspace.Preview;

/// <param name="Order">Where the bucket stands when groups are sorted; the name decides among equals.</param>
internal sealed record Bucket(string Key, string Name, double Order, ShownOption? Option = null);

/// <summary>Splits rows by a <c>group_by</c> or an axis of a view's configuration.</summary>
internal sealed class Grouping
{
    private const double Last = double.MaxValue;

    private const int DaysOfWeek = 7;

    private readonly Look _look;
    private readonly DataSource _source;
    private readonly JsonObject _rule;

    private Grouping(Look look, DataSource source, Property property, JsonObject rule) => (_look, _source, Property, _rule) = (look, source, property, rule);

    public Property Property { get; }

    private Bucket Nothing => new("", $"No {Property.Name}", Last);

    /// <summary>Null when there is nothing to group by, or the property is gone.</summary>
    public static Grouping? From(Look look, DataSource source, JsonObject? rule) =>
        rule?.Text("property_id") is { } id && source.ById(id) is { } property ? new Grouping(look, source, property, rule) : null;

    public IReadOnlyList<(Bucket Bucket, List<Page> Rows)> Split(IEnumerable<Page> rows)
    {
        var groups = new Dictionary<string, (Bucket Bucket, List<Page> Rows)>();
        foreach (var bucket in Standing())
        {
            groups[bucket.Key] = (bucket, []);
        }

        foreach (var row in rows)
        {
            foreach (var bucket in Of(row))
            {
                groups.TryAdd(bucket.Key, (bucket, []));
                groups[bucket.Key].Rows.Add(row);
            }
        }

        var kept = groups.Values.Where(group => group.Rows.Count > 0 || (_rule.Flag("hide_empty_groups") != true && group.Bucket.Key.Length > 0));
        return [.. Ordered(kept)];
    }

    /// <summary>Rows without a value come last either way.</summary>
    private IEnumerable<(Bucket Bucket, List<Page> Rows)> Ordered(IEnumerable<(Bucket Bucket, List<Page> Rows)> groups)
    {
        var filledFirst = groups.OrderBy(group => group.Bucket.Key.Length == 0);
        return _rule.Object("sort")?.Text("type") == "descending"
            ? filledFirst.ThenByDescending(group => group.Bucket.Order).ThenByDescending(group => group.Bucket.Name, StringComparer.OrdinalIgnoreCase)
            : filledFirst.ThenBy(group => group.Bucket.Order).ThenBy(group => group.Bucket.Name, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The groups that are there even without rows.</summary>
    private IEnumerable<Bucket> Standing() => Property.Type switch
    {
        "status" when IsByGroup => StatusGroups.Select((name, at) => new Bucket(name, name, at)),
        "select" or "multi_select" or "status" => Property.Options.Select(OfOption),
        "checkbox" => [OfFlag(true), OfFlag(false)],
        _ => [],
    };

    private static readonly string[] StatusGroups = ["To-do", "In progress", "Complete"];

    private bool IsByGroup => _rule.Text("group_by") == "group";

    private IEnumerable<Bucket> Of(Page row) => _look.Cells.Of(row, _source, Property) switch
    {
        Cell.Choice { Options: { Count: > 0 } options } => options.Select(OfOption),
        Cell.Flag flag => [OfFlag(flag.Value)],
        Cell.Number number => [OfNumber(number.Value)],
        Cell.Date date => [OfDate(date.Start)],
        Cell.Refs { Kind: "page", Ids.Count: > 0 } pages => pages.Ids.Select(_look.Workspace.Pages.Find).OfType<Page>().Select(page => new Bucket(page.Id, _look.TitleOf(page), 0)),
        Cell.Refs { Kind: "user", Ids.Count: > 0 } users => users.Ids.Select(id => new Bucket(id, _look.Workspace.Users.Find(id)?.Name ?? "Somebody", 0)),
        Cell.Text { Value.Length: > 0 } text => [OfText(text.Value)],
        _ => [Nothing],
    };

    private Bucket OfOption(Option option) => IsByGroup && (option.Group ?? StatusGroups[0]) is var group
        ? new Bucket(group, group, Array.IndexOf(StatusGroups, group))
        : new Bucket(option.Id, option.Name, Property.Options.IndexOf(option), CellReader.Option(option));

    private static Bucket OfFlag(bool isTicked) => isTicked ? new Bucket("true", "Checked", 0) : new Bucket("false", "Unchecked", 1);

    private Bucket OfText(string text) => _rule.Text("group_by") == "alphabet_prefix"
        ? new Bucket(Written.Initial(text).ToUpperInvariant(), Written.Initial(text).ToUpperInvariant(), 0)
        : new Bucket(text, text, 0);

    private Bucket OfNumber(double value)
    {
        if (_rule.Number("range_size") is not { } size || size <= 0)
        {
            var text = Written.Number(value, Property.Format);
            return new Bucket(text, text, value);
        }

        var from = (Math.Floor((value - (_rule.Number("range_start") ?? 0)) / size) * size) + (_rule.Number("range_start") ?? 0);
        var name = $"{Written.Number(from, Property.Format)} to {Written.Number(from + size, Property.Format)}";
        return new Bucket(name, name, from);
    }

    private Bucket OfDate(DateTimeOffset at)
    {
        var day = DateOnly.FromDateTime(at.DateTime);
        var first = (_rule.Number("start_day_of_week") ?? 1) == 0 ? DayOfWeek.Sunday : DayOfWeek.Monday;
        var (start, format) = _rule.Text("group_by") switch
        {
            "day" => (day, "MMM d, yyyy"),
            "week" when day.DayNumber > DaysOfWeek => (day.AddDays(-((DaysOfWeek + day.DayOfWeek - first) % DaysOfWeek)), "'Week of' MMM d, yyyy"),
            "year" => (new DateOnly(day.Year, 1, 1), "yyyy"),
            _ => (new DateOnly(day.Year, day.Month, 1), "MMMM yyyy"),
        };
        var name = start.ToString(format, CultureInfo.InvariantCulture);
        return new Bucket(name, name, start.DayNumber);
    }
}
