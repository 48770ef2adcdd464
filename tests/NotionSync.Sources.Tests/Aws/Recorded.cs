using System.Text.Json.Nodes;
using NotionSync.Sources.Tests.Contract;

namespace NotionSync.Sources.Tests.Aws;

/// <summary>The recorded exchanges.</summary>
internal static class Recorded
{
    /// <summary>The body of an answer, e.g. <c>cloudwatch/describe-alarms.json</c>.</summary>
    public static JsonObject Body(string file) => Exchange(file)["response"]!["body"]!.DeepClone().AsObject();

    /// <summary>An answer with its status and headers.</summary>
    public static StubAnswer Answer(string file)
    {
        var response = Exchange(file)["response"]!;
        var headers = response["headers"]!.AsObject().Where(header => header.Key is not "content-type").ToDictionary(header => header.Key, header => header.Value!.GetValue<string>());
        return new StubAnswer(response["status"]!.GetValue<int>(), response["body"]!.ToJsonString(), response["headers"]!["content-type"]!.GetValue<string>()) { Headers = headers };
    }

    /// <summary>Every recorded exchange of a source but its model.</summary>
    public static IEnumerable<string> Files(string source) =>
        Directory.EnumerateFiles(TestFolder.Recording(source), "*.json").Select(file => $"{source}/{Path.GetFileName(file)}").Where(file => !file.Contains("/_", StringComparison.Ordinal)).Order();

    /// <summary>A whole exchange.</summary>
    public static JsonObject Exchange(string file) => JsonNode.Parse(File.ReadAllText(TestFolder.Recording(file)))!.AsObject();
}
