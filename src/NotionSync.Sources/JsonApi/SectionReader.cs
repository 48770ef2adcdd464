using System.Text.Json;
using System.Text.Json.Nodes;
using NotionSync.Abstractions;
using NotionSync.Mapping;
using NotionSync.Sources.Kinds;

namespace NotionSync.Sources.JsonApi;

/// <summary>Reads members of one section of a block's settings and collects what is wrong with them.</summary>
/// <param name="section">The section.</param>
/// <param name="path">Its place in the settings; empty for the settings themselves.</param>
/// <param name="faults">Where faults go.</param>
internal sealed class SectionReader(JsonObject section, string path, List<SettingFault> faults)
{
    /// <summary>Whether the member is there.</summary>
    public bool Has(string name) => section[name] is not null;

    /// <summary>The member as it is; null when it is absent.</summary>
    public JsonNode? this[string name] => section[name];

    /// <summary>Tells of members that are unknown.</summary>
    public void Know(params IReadOnlyCollection<string> names) => faults.AddRange(SettingsCheck.Unknown(section, path, names));

    /// <summary>Tells that something is wrong with a member.</summary>
    public void Fault(string name, string what, string fix) => faults.Add(new SettingFault($"{path}/{name}", what, fix));

    /// <summary>A text that is not empty; null, told of unless it is absent, when it is none.</summary>
    public string? Text(string name, string example)
    {
        if (SettingsCheck.Text(section[name]) is { Length: > 0 } text)
        {
            return text;
        }

        if (Has(name))
        {
            Fault(name, $"'{name}' is no text.", $"Write e.g. '{name}: {example}'.");
        }

        return null;
    }

    /// <summary>A whole number between two; null, told of unless it is absent, when it is none.</summary>
    public int? Whole(string name, int least, int most)
    {
        if (section[name] is JsonValue value && value.TryGetValue<int>(out var number) && number >= least && number <= most)
        {
            return number;
        }

        if (Has(name))
        {
            Fault(name, $"'{name}' is no whole number from {least} to {most}.", "Mend it, or leave it out.");
        }

        return null;
    }

    /// <summary>One of some words; null, told of unless it is absent, when it is none.</summary>
    public string? Word(string name, IReadOnlyList<string> words)
    {
        if (SettingsCheck.Text(section[name]) is { } word && words.Contains(word))
        {
            return word;
        }

        if (Has(name))
        {
            Fault(name, $"'{section[name]}' is no '{name}'.", $"It is one of: {string.Join(", ", words)}.");
        }

        return null;
    }

    /// <summary>An expression; null, told of unless it is absent, when it is none.</summary>
    public IExpression? Expression(string name, string example)
    {
        if (Text(name, example) is not { } text)
        {
            return null;
        }

        var expression = WrittenExpressions.Parse(text, name, out var fault);
        if (fault is not null)
        {
            Fault(name, fault, "See docs/expressions.md.");
        }

        return expression;
    }

    /// <summary>A member that is a section; null, told of unless it is absent, when it is none.</summary>
    public SectionReader? Section(string name, string example)
    {
        if (section[name] is JsonObject inner)
        {
            return new SectionReader(inner, $"{path}/{name}", faults);
        }

        if (Has(name))
        {
            Fault(name, $"'{name}' is no section.", $"Write e.g. '{name}: {example}'.");
        }

        return null;
    }

    /// <summary>Names and values as texts; a list gives its name several times. Told of where a value is neither text, number nor truth.</summary>
    public IEnumerable<KeyValuePair<string, string>> Pairs(string name, string example)
    {
        if (section[name] is not JsonObject pairs)
        {
            if (Has(name))
            {
                Fault(name, $"'{name}' is no section of names and values.", $"Write e.g. '{name}: {example}'.");
            }

            yield break;
        }

        foreach (var (key, value) in pairs)
        {
            foreach (var one in value is JsonArray list ? list : [value?.DeepClone()])
            {
                if (one is JsonValue plain && plain.GetValueKind() is JsonValueKind.String or JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False)
                {
                    yield return KeyValuePair.Create(key, plain.ToString());
                }
                else
                {
                    Fault($"{name}/{key}", $"'{key}' is neither text, number nor true or false.", "Write one of these, or a list of them.");
                }
            }
        }
    }
}
