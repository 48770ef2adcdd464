using System.Text.Json.Nodes;
using NotionSync.Scenarios.Product;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;
using WireMock.Server;

namespace NotionSync.Scenarios.Recorded;

/// <summary>A vendor that answers with what was recorded of it and with nothing else. Each folder of recordings says where they come from.</summary>
internal sealed class RecordedVendor : IDisposable
{
    private readonly WireMockServer server = WireMockServer.Start();

    /// <summary>Where it listens.</summary>
    public string Address => server.Url!;

    /// <summary>What was asked that no recording answers.</summary>
    public IEnumerable<string> Unanswered => server.LogEntries
        .Where(entry => entry.MappingGuid is null)
        .Select(entry => $"{entry.RequestMessage?.Method} {entry.RequestMessage?.Path}");

    /// <summary>A recording's text.</summary>
    public static string Text(string file) => File.ReadAllText(Path.Combine(Notionsync.Root, "tests", "NotionSync.Sources.Tests", "Recordings", file));

    /// <summary>A recording.</summary>
    public static JsonObject Json(string file) => JsonNode.Parse(Text(file))!.AsObject();

    /// <summary>Answers a call with a body that was recorded by itself.</summary>
    public RecordedVendor With(string method, string path, string file)
    {
        server
            .Given(Request.Create().WithPath(path).UsingMethod(method))
            .RespondWith(Response.Create().WithStatusCode(200).WithHeader("Content-Type", "application/json").WithBody(Text(file)));
        return this;
    }

    /// <summary>Answers an exchange as it was recorded: method, path and operation in, status and body out.</summary>
    public RecordedVendor With(string file)
    {
        var exchange = Json(file);
        var asked = exchange["request"]!;
        var request = Request.Create().WithPath(asked["path"]!.GetValue<string>()).UsingMethod(asked["method"]!.GetValue<string>());
        if (asked["headers"]?["x-amz-target"]?.GetValue<string>() is { } operation)
        {
            request = request.WithHeader("X-Amz-Target", operation);
        }

        var answer = exchange["response"]!;
        server.Given(request).RespondWith(Response.Create()
            .WithStatusCode(answer["status"]!.GetValue<int>())
            .WithHeader("Content-Type", answer["headers"]?["content-type"]?.GetValue<string>() ?? "application/json")
            .WithBody(answer["body"]!.ToJsonString()));
        return this;
    }

    public void Dispose() => server.Dispose();
}
