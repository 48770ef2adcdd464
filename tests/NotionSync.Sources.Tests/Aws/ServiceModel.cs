using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace NotionSync.Sources.Tests.Aws;

/// <summary>AWS's own model of a service, as far as it is recorded: judges what we send and what we answer with.</summary>
internal sealed class ServiceModel(JsonObject model)
{
    /// <summary>The model beside a source's recordings.</summary>
    public static ServiceModel Load(string source) => new(JsonNode.Parse(File.ReadAllText(TestFolder.Recording($"{source}/_service-model.json")))!.AsObject());

    /// <summary>What is wrong with an operation's input.</summary>
    public IReadOnlyList<string> Faults(string operation, JsonObject input) => Judge(operation, "input", input, isStrict: true);

    /// <summary>What is wrong with an operation's output; members that the model does not know are no fault.</summary>
    public IReadOnlyList<string> OutputFaults(string operation, JsonObject output) => Judge(operation, "output", output, isStrict: false);

    private IReadOnlyList<string> Judge(string operation, string side, JsonObject body, bool isStrict) => model["operations"]![operation] is { } known
        ? [.. Faults(known[side]!["shape"]!.GetValue<string>(), body, operation, isStrict)]
        : [$"There is no operation {operation}."];

    private IEnumerable<string> Faults(string name, JsonNode? node, string path, bool isStrict)
    {
        var shape = model["shapes"]![name]!.AsObject();
        return shape["type"]!.GetValue<string>() switch
        {
            "structure" => node is JsonObject members ? OfStructure(shape, members, path, isStrict) : [$"{path} is no object."],
            "list" => node is JsonArray items
                ? [.. Limits(shape, items.Count, path), .. items.SelectMany((item, at) => Faults(shape["member"]!["shape"]!.GetValue<string>(), item, $"{path}[{at}]", isStrict))]
                : [$"{path} is no list."],
            "map" => node is JsonObject ? [] : [$"{path} is no map."],
            "string" => node?.GetValueKind() is JsonValueKind.String ? OfText(shape, node.GetValue<string>(), path, isStrict) : [$"{path} is no text."],
            "boolean" => node?.GetValueKind() is JsonValueKind.True or JsonValueKind.False ? [] : [$"{path} is neither true nor false."],
            _ => node?.GetValueKind() is JsonValueKind.Number ? Limits(shape, double.Parse(node.ToJsonString(), System.Globalization.CultureInfo.InvariantCulture), path) : [$"{path} is no number."],
        };
    }

    private IEnumerable<string> OfStructure(JsonObject shape, JsonObject members, string path, bool isStrict)
    {
        var known = shape["members"]!.AsObject();
        foreach (var missing in (shape["required"] as JsonArray ?? []).Select(name => name!.GetValue<string>()).Where(name => members[name] is null))
        {
            yield return $"{path}.{missing} is missing.";
        }

        foreach (var (name, value) in members)
        {
            if (known[name] is not { } member)
            {
                if (isStrict)
                {
                    yield return $"{path}.{name} is unknown.";
                }
            }
            else
            {
                foreach (var fault in Faults(member["shape"]!.GetValue<string>(), value, $"{path}.{name}", isStrict))
                {
                    yield return fault;
                }
            }
        }
    }

    private static IEnumerable<string> OfText(JsonObject shape, string text, string path, bool isStrict)
    {
        foreach (var fault in Limits(shape, text.Length, path))
        {
            yield return fault;
        }

        if (isStrict && shape["enum"] is JsonArray words && !words.Any(word => word!.GetValue<string>() == text))
        {
            yield return $"{path} '{text}' is none of its words.";
        }

        if (shape["pattern"]?.GetValue<string>() is { } pattern && !Regex.IsMatch(text, $"^(?:{pattern})$"))
        {
            yield return $"{path} '{text}' is of another form.";
        }
    }

    private static IEnumerable<string> Limits(JsonObject shape, double size, string path)
    {
        if (shape["min"]?.GetValue<double>() > size || shape["max"]?.GetValue<double>() < size)
        {
            yield return $"{path} is {size}, allowed are {shape["min"]} to {shape["max"]}.";
        }
    }
}
