using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using NotionSync.Sources.Kinds;

namespace NotionSync.Sources.Wandb;

/// <summary>What runs carry as JSON inside texts: settings, results, the load of the machine.</summary>
internal static class WandbValues
{
    private const int LongestText = 200;
    private const int MostDotsOfConfig = 3;
    private const int MostDotsOfSummary = 4;

    /// <summary>What the text says; an object is taken as it is. A text that is no JSON stays as it is.</summary>
    public static JsonNode? Inner(JsonNode? node) => SettingsCheck.Text(node) is { } text && LooseJson.TryParse(text, out var inner) ? inner : node?.DeepClone();

    /// <summary>Settings by name, W&amp;B's own left out, each taken out of its wrapping, nested ones with dots.</summary>
    public static JsonNode? Config(JsonNode? node)
    {
        if (Inner(node) is not JsonObject config)
        {
            return Inner(node);
        }

        var flat = new JsonObject();
        foreach (var (name, setting) in config.Where(setting => setting.Key is not ("_wandb" or "wandb_version")))
        {
            Flatten(name, Unwrapped(setting), MostDotsOfConfig, flat, value => value);
        }

        return flat;
    }

    /// <summary>Results by name, W&amp;B's own and what is no number, truth value or short text left out, nested ones with dots.</summary>
    public static JsonNode? Summary(JsonNode? node)
    {
        if (Inner(node) is not JsonObject summary)
        {
            return Inner(node);
        }

        var flat = new JsonObject();
        foreach (var (name, result) in summary.Where(result => result.Key is not ("_step" or "_runtime" or "_timestamp" or "_wandb")))
        {
            Flatten(name, result, MostDotsOfSummary, flat, Result);
        }

        return flat;
    }

    /// <summary>A number, or the text by which records say that it is none: <c>NaN</c>, <c>+Inf</c>, <c>-Inf</c>.</summary>
    public static JsonNode? Figure(JsonNode? node) => SettingsCheck.Text(node) switch
    {
        null => node?.DeepClone(),
        "Infinity" or "inf" or "+Infinity" => "+Inf",
        "-Infinity" or "-inf" => "-Inf",
        "nan" => "NaN",
        var text => text,
    };

    /// <summary>A whole number, also where it was written as text because JavaScript cannot hold it.</summary>
    public static JsonNode? Whole(JsonNode? node) =>
        SettingsCheck.Text(node) is { } text && long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : node?.DeepClone();

    private static JsonNode? Unwrapped(JsonNode? setting) =>
        setting is JsonObject wrapping && wrapping.ContainsKey("value") && wrapping.All(part => part.Key is "value" or "desc") ? wrapping["value"] : setting;

    private static void Flatten(string name, JsonNode? value, int dots, JsonObject flat, Func<JsonNode, JsonNode?> keep)
    {
        if (value is JsonObject { Count: > 0 } parts && dots > 0 && !parts.ContainsKey("_type"))
        {
            foreach (var (part, inner) in parts)
            {
                Flatten($"{name}.{part}", inner, dots - 1, flat, keep);
            }
        }
        else if (value is not null && keep(value) is { } kept)
        {
            flat[name] = ReferenceEquals(kept, value) ? kept.DeepClone() : kept;
        }
    }

    private static JsonNode? Result(JsonNode value) => value.GetValueKind() switch
    {
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value,
        JsonValueKind.String when value.GetValue<string>().Length <= LongestText => Figure(value),
        _ => null,
    };
}
