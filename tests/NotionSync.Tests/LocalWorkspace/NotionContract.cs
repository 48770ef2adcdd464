using System.Reflection;
using System.Text.Json;

namespace NotionSync.Tests.LocalWorkspace;

/// <summary>Judges requests and answers by the types of Notion's official client.</summary>
internal static class NotionContract
{
    private static readonly Lazy<JsonElement> Contract = new(Load);

    /// <summary>Fails when the body of a request is not what the endpoint takes.</summary>
    /// <param name="method">GET, POST, PATCH or DELETE.</param>
    /// <param name="path">With or without a query, e.g. <c>/v1/pages</c>.</param>
    /// <param name="jsonBody">The body; empty where there is none.</param>
    public static void AssertRequest(string method, string path, string jsonBody)
    {
        var endpoint = Endpoint(method, path);
        if (endpoint.GetProperty("body").GetString() is not { } definition)
        {
            Assert.True(jsonBody is "" or "{}", $"{method} {path} takes no body.");
            return;
        }

        AssertFits(definition, jsonBody.Length == 0 ? "{}" : jsonBody, $"{method} {path}");
    }

    /// <summary>Fails when a form has other fields than the endpoint takes.</summary>
    public static void AssertForm(string method, string path, IEnumerable<string> fields)
    {
        var known = Endpoint(method, path).GetProperty("form");
        Assert.True(known.ValueKind is JsonValueKind.Array, $"{method} {path} takes no form.");
        Assert.Subset(known.EnumerateArray().Select(field => field.GetString()!).ToHashSet(), fields.ToHashSet());
    }

    /// <summary>Fails when an answer (of success) is not what the endpoint gives.</summary>
    public static void AssertAnswer(string method, string path, string jsonBody)
    {
        using var document = JsonDocument.Parse(jsonBody);
        var withoutRequestId = document.RootElement.EnumerateObject().Where(member => member.Name != "request_id").ToDictionary(member => member.Name, member => member.Value);
        Assert.True(document.RootElement.TryGetProperty("request_id", out _), $"{method} {path} answered without a request_id.");
        AssertFits(Endpoint(method, path).GetProperty("response").GetString()!, JsonSerializer.Serialize(withoutRequestId), $"{method} {path}");
    }

    /// <param name="json">What a webhook was told.</param>
    public static void AssertWebhook(string json)
    {
        using var document = JsonDocument.Parse(json);
        var words = document.RootElement.GetProperty("type").GetString()!.Split('.', '_');
        AssertFits($"{string.Concat(words.Select(word => char.ToUpperInvariant(word[0]) + word[1..]))}WebhookPayload", json, "webhook");
    }

    private static void AssertFits(string definition, string json, string what)
    {
        using var document = JsonDocument.Parse(json);
        var faults = new JsonShape(Contract.Value.GetProperty("schema").GetProperty("definitions")).Faults(definition, document.RootElement);
        Assert.True(faults.Count == 0, $"{what} does not fit {definition}:\n{string.Join('\n', faults.Take(12))}\n{json}");
    }

    private static JsonElement Endpoint(string method, string path)
    {
        var segments = path.Split('?')[0].TrimEnd('/').Split('/');
        foreach (var endpoint in Contract.Value.GetProperty("endpoints").EnumerateArray())
        {
            var known = endpoint.GetProperty("path").GetString()!.Split('/');
            if (endpoint.GetProperty("method").GetString() == method
                && known.Length == segments.Length
                && known.Zip(segments).All(pair => pair.First == pair.Second || (pair.First.StartsWith('{') && pair.Second != "me")))
            {
                return endpoint;
            }
        }

        throw new ArgumentException($"{method} {path} is no endpoint of the contract.", nameof(path));
    }

    private static JsonElement Load()
    {
        var directory = typeof(NotionContract).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(each => each.Key == "ProjectDirectory").Value!;
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(directory, "Fixtures", "notion-contract", "contract.json")));
        return document.RootElement.Clone();
    }
}
