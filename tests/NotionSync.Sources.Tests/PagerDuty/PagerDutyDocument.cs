using System.Text.Json.Nodes;
using NJsonSchema;
using NotionSync.Sources.Tests.Contract;

namespace NotionSync.Sources.Tests.PagerDuty;

/// <summary>PagerDuty's own description of its API, where the environment says that it lies here.</summary>
internal sealed class PagerDutyDocument
{
    private const string Variable = "NOTIONSYNC_PAGERDUTY_CONTRACT";
    private const string SchemaPath = "#/components/schemas/";

    private readonly JsonObject paths;
    private readonly JsonObject definitions;

    private PagerDutyDocument(JsonObject document)
    {
        paths = document["paths"]!.AsObject();
        definitions = Plain(document["components"]!["schemas"])!.AsObject();
    }

    /// <summary>Reads it; a test that needs it is skipped, with the reason, where it is not.</summary>
    public static PagerDutyDocument Load()
    {
        var folder = Environment.GetEnvironmentVariable(Variable);
        Assert.SkipWhen(string.IsNullOrEmpty(folder), $"{Variable} names no folder: PagerDuty's document has no licence and is not in this repository.");
        return new(JsonNode.Parse(File.ReadAllText(Path.Combine(folder!, "openapi-extract.json")))!.AsObject());
    }

    /// <summary>What a request does that the document does not allow.</summary>
    public IEnumerable<string> Faults(StubRequest request)
    {
        if (Operation(request) is not { } operation)
        {
            yield return $"{request.Method} {request.Path} is no call of the document.";
            yield break;
        }

        var known = operation["parameters"]!.AsArray().ToDictionary(parameter => $"{parameter!["in"]}:{parameter["name"]}", parameter => parameter!.AsObject());
        foreach (var argument in request.Query)
        {
            foreach (var fault in known.TryGetValue($"query:{argument.Key}", out var parameter) ? ValueFaults(argument, parameter) : [$"there is no parameter '{argument.Key}'"])
            {
                yield return $"{request.Path}: {fault}";
            }
        }

        if (!request.Headers.TryGetValue("Accept", out var accept) || accept != known["header:Accept"]["schema"]!["default"]!.GetValue<string>())
        {
            yield return $"{request.Path}: Accept is '{accept}'";
        }
    }

    /// <summary>What is wrong with an answer.</summary>
    public async Task<IReadOnlyList<string>> FaultsAsync(StubRequest request, JsonObject body, int status)
    {
        var response = Operation(request)?["responses"]?[status.ToString(System.Globalization.CultureInfo.InvariantCulture)];
        if (response?["content"]?["application/json"]?["schema"] is not { } schema)
        {
            return [$"{request.Path} has no answer with status {status}"];
        }

        var root = Plain(schema)!.AsObject();
        root["definitions"] = definitions.DeepClone();
        var validator = await JsonSchema.FromJsonAsync(root.ToJsonString(), TestContext.Current.CancellationToken);
        return [.. validator.Validate(WithoutNulls(body)!.ToJsonString()).Select(fault => fault.ToString())];
    }

    private JsonObject? Operation(StubRequest request) =>
        paths.FirstOrDefault(path => IsAt(path.Key, request.Path)).Value?[request.Method.ToLowerInvariant()] as JsonObject;

    private static bool IsAt(string template, string path)
    {
        string[] pattern = template.Split('/'), parts = path.Split('/');
        return pattern.Length == parts.Length && pattern.Zip(parts).All(pair => pair.First.StartsWith('{') || pair.First == pair.Second);
    }

    private static IEnumerable<string> ValueFaults(IGrouping<string, string> argument, JsonObject parameter)
    {
        var schema = parameter["schema"]!.AsObject();
        var mayRepeat = argument.Key.EndsWith("[]", StringComparison.Ordinal);
        if (argument.Count() > 1 && !mayRepeat)
        {
            yield return $"'{argument.Key}' is sent {argument.Count()} times";
        }

        foreach (var value in argument)
        {
            if (schema["enum"] is JsonArray words && !words.Any(word => word!.GetValue<string>() == value))
            {
                yield return $"'{value}' is no value of '{argument.Key}'";
            }

            var isOfItsType = schema["type"]!.GetValue<string>() switch
            {
                "integer" => long.TryParse(value, out _),
                "boolean" => value is "true" or "false",
                _ => value.Length > 0,
            };
            if (!isOfItsType || (schema["format"]?.GetValue<string>() == "date-time" && !value.EndsWith('Z')))
            {
                yield return $"'{value}' has not the form of '{argument.Key}'";
            }
        }
    }

    // The document is silent about most of the nulls that its own text allows.
    private static JsonNode? WithoutNulls(JsonNode? node) => node switch
    {
        JsonArray list => new JsonArray([.. list.Select(WithoutNulls)]),
        JsonObject members => new JsonObject(members.Where(member => member.Value is not null).Select(member => KeyValuePair.Create(member.Key, WithoutNulls(member.Value)))),
        _ => node?.DeepClone(),
    };

    private static JsonNode? Plain(JsonNode? node) => node switch
    {
        JsonArray list => new JsonArray([.. list.Select(Plain)]),
        JsonObject members => new JsonObject(members.Select(member => KeyValuePair.Create(
            member.Key,
            member is { Key: "$ref", Value: JsonValue reference } ? JsonValue.Create(reference.GetValue<string>().Replace(SchemaPath, "#/definitions/", StringComparison.Ordinal)) : Plain(member.Value)))),
        _ => node?.DeepClone(),
    };
}
