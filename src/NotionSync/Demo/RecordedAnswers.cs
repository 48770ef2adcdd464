using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace NotionSync.Demo;

/// <summary>The answers of Prometheus that the product ships; where they come from stands beside them in their README.</summary>
internal sealed partial class RecordedAnswers
{
    private readonly Dictionary<(string Path, string Query, string? Type), RecordedAnswer> answers;

    private RecordedAnswers(IEnumerable<RecordedAnswer> answers) => this.answers = answers.ToDictionary(answer => Key(answer.Path, answer.Query, answer.Type));

    /// <summary>Reads them from the executable.</summary>
    public static RecordedAnswers Load() => new(Recording.Load("prometheus/answers.json").AsArray().Select(node => RecordedAnswer.From(node!.AsObject())));

    /// <summary>The answer to a question, the layout of the query not counted.</summary>
    /// <returns>Null when it was not recorded.</returns>
    public RecordedAnswer? Find(string path, string? query, string? type) => answers.GetValueOrDefault(Key(path, query, type));

    private static (string, string, string?) Key(string path, string? query, string? type) => (path, Blank().Replace(query ?? "", " ").Trim(), type);

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blank();
}

/// <summary>One answer and the instant for which it was asked, in Unix seconds.</summary>
internal sealed partial record RecordedAnswer(string Path, string? Query, string? Type, decimal Asked, JsonObject Body)
{
    /// <summary>An entry of the file.</summary>
    public static RecordedAnswer From(JsonObject entry) => new(
        entry["path"]!.GetValue<string>(), entry["query"]?.GetValue<string>(), entry["type"]?.GetValue<string>(), entry["at"]!.GetValue<decimal>(), entry["body"]!.AsObject());

    /// <summary>The body with all its times moved, so that what was asked for then is asked for at <paramref name="instant"/>.</summary>
    public JsonObject At(decimal instant)
    {
        var body = Body.DeepClone().AsObject();
        Move(body["data"], instant - Asked);
        return body;
    }

    // A pair that begins with a number is a sample with its time; a text in the form of an instant is one.
    private static void Move(JsonNode? node, decimal seconds)
    {
        switch (node)
        {
            case JsonArray pair when pair is [JsonValue time, not null] && time.TryGetValue<decimal>(out var at):
                pair[0] = at + seconds;
                break;
            case JsonArray items:
                foreach (var item in items)
                {
                    Move(item, seconds);
                }

                break;
            case JsonObject members:
                foreach (var (name, member) in members.ToList())
                {
                    if (member is JsonValue value && value.TryGetValue<string>(out var text) && Instant().IsMatch(text))
                    {
                        members[name] = Moved(text, seconds);
                    }
                    else
                    {
                        Move(member, seconds);
                    }
                }

                break;
        }
    }

    private static string Moved(string text, decimal seconds) => DateTimeOffset
        .Parse(BeyondSeventhDigit().Replace(text, ""), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal)
        .AddTicks((long)(seconds * TimeSpan.TicksPerSecond))
        .UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$")]
    private static partial Regex Instant();

    [GeneratedRegex(@"(?<=\.\d{7})\d+")]
    private static partial Regex BeyondSeventhDigit();
}
