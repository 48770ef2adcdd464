using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using NotionSync.Abstractions;
using NotionSync.Sources.Kinds;

namespace NotionSync.Sources.Wandb.Kinds;

/// <summary>Which results and settings of a run are wanted, and of which results the course.</summary>
internal sealed record ValueSettings
{
    /// <summary>The members that a section may have for it.</summary>
    public static readonly ImmutableArray<string> Members = ["summary", "config", "history"];

    private const int MostSamples = 10_000;
    private const int UsualSamples = 100;

    /// <summary>Results by name whose course is wanted; empty for none.</summary>
    public required ImmutableArray<string> Curves { get; init; }

    /// <summary>Points of a curve at most.</summary>
    public required int Samples { get; init; }

    /// <summary>Names of wanted results; empty for all.</summary>
    public required ImmutableArray<string> Summary { get; init; }

    /// <summary>Names of wanted settings; empty for all.</summary>
    public required ImmutableArray<string> Config { get; init; }

    /// <summary>Reads settings in which <see cref="Check"/> found no fault.</summary>
    public static ValueSettings From(JsonObject? settings) => new()
    {
        Summary = [.. SettingsCheck.Texts(settings?["summary"])],
        Config = [.. SettingsCheck.Texts(settings?["config"])],
        Curves = [.. SettingsCheck.Texts(settings?["history"]?["metrics"])],
        Samples = (int)(SettingsCheck.Number(settings?["history"]?["samples"]) ?? UsualSamples),
    };

    /// <summary>What is wrong.</summary>
    public static IEnumerable<SettingFault> Check(JsonObject settings) =>
    [
        .. SettingsCheck.NoTexts(settings, "", "summary", "[loss, accuracy]"),
        .. SettingsCheck.NoTexts(settings, "", "config", "[learning_rate, gpus]"),
        .. settings.TryGetPropertyValue("history", out var history) ? History(history) : [],
    ];

    /// <summary>The variables by which documents ask for them.</summary>
    public IEnumerable<KeyValuePair<string, JsonNode?>> Variables()
    {
        // An argument that is not there asks for all.
        if (Summary.Length > 0)
        {
            yield return new("summary", List(Summary));
        }

        if (Config.Length > 0)
        {
            yield return new("config", List(Config));
        }

        yield return new("history", Curves.Length > 0);
        yield return new("specs", List(Curves.Select(Spec)));
    }

    // A row holds the steps at which all keys of its spec were logged together; so each curve has a spec of its own.
    private string Spec(string metric) => new JsonObject { ["keys"] = List(["_step", metric]), ["samples"] = Samples }.ToJsonString();

    private static IEnumerable<SettingFault> History(JsonNode? history) => history is JsonObject section
        ? [
            .. SettingsCheck.Unknown(section, "/history", "metrics", "samples"),
            .. section["metrics"] is null ? [new SettingFault("/history/metrics", "'metrics' is missing.", "Name the results whose course is wanted, e.g. metrics: [loss].")]
                : SettingsCheck.NoTexts(section, "/history", "metrics", "[loss]"),
            .. !section.TryGetPropertyValue("samples", out var samples) || (SettingsCheck.Number(samples) is >= 2 and <= MostSamples and var count && count == Math.Floor(count)) ? Array.Empty<SettingFault>()
                : [new("/history/samples", $"'{samples}' is not a number of points.", $"Write a whole number from 2 to {MostSamples}, or leave it out for {UsualSamples}.")],
        ]
        : [new SettingFault("/history", "'history' is not a section.", "Write history: { metrics: [loss], samples: 100 }.")];

    private static JsonArray List(IEnumerable<string> texts) => [.. texts.Select(text => JsonValue.Create(text))];
}
