using System.Text.Json.Nodes;

namespace NotionSync.Sources.Tests.PagerDuty;

/// <summary>The exchanges beside the tests; where they come from stands in their README.</summary>
internal static class PagerDutyRecordings
{
    /// <summary>The body of an answer, e.g. of <c>incident-notes</c>.</summary>
    public static JsonObject Body(string name) => Exchange(name)["response"]!["body"]!.AsObject();

    /// <summary>Status, body and headers of an answer.</summary>
    public static Contract.StubAnswer Answer(string name)
    {
        var response = Exchange(name)["response"]!;
        return new Contract.StubAnswer(response["status"]!.GetValue<int>(), response["body"]!.ToJsonString())
        {
            Headers = response["headers"]!.AsObject()
                .Where(header => header.Key.StartsWith("ratelimit-", StringComparison.Ordinal))
                .ToDictionary(header => header.Key, header => header.Value!.GetValue<string>()),
        };
    }

    /// <summary>The objects of the list in an answer.</summary>
    public static IReadOnlyList<JsonObject> Items(string name, string member) => [.. Body(name)[member]!.AsArray().Select(item => item!.DeepClone().AsObject())];

    /// <summary>All recorded incidents, the oldest first.</summary>
    public static IReadOnlyList<JsonObject> Incidents() => [.. Items("incidents-page1", "incidents"), .. Items("incidents-page2", "incidents")];

    /// <summary>The whole file.</summary>
    public static JsonObject Exchange(string name) => JsonNode.Parse(File.ReadAllText(TestFolder.Recording($"pagerduty/{name}.json")))!.AsObject();
}
