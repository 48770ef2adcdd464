using System.Text.Json.Nodes;
using NotionSync.Sources.Tests.Contract;

namespace NotionSync.Sources.Tests.Aws;

/// <summary>How AWS's JSON protocols answer.</summary>
internal static class AwsStub
{
    /// <summary>The operation that a request asks for, e.g. <c>DescribeAlarms</c>.</summary>
    public static string Operation(StubRequest request) => request.Headers["X-Amz-Target"].Split('.')[^1];

    /// <summary>The body, which every request has.</summary>
    public static JsonObject Input(StubRequest request) => request.Json as JsonObject ?? throw new InvalidOperationException("A request without a body.");

    /// <summary>A refusal in the envelope of AWS JSON.</summary>
    public static StubAnswer Refusal(int status, string code, string message) =>
        new(status, new JsonObject { ["__type"] = $"com.amazonaws.service#{code}", ["message"] = message }.ToJsonString(), "application/x-amz-json-1.0");

    /// <summary>Keys that sign requests; the secret is never sent, but must not be seen either.</summary>
    public static Dictionary<string, string?> Keys(string source, Uri address, string secret) => new()
    {
        [$"Sources:{source}:ServiceUrl"] = address.AbsoluteUri,
        [$"Sources:{source}:AccessKeyId"] = "AKIAIOSFODNN7EXAMPLE",
        [$"Sources:{source}:SecretAccessKey"] = secret,
    };

    /// <summary>A list's page with the token of the next one.</summary>
    public static StubAnswer Page(string member, VendorPage page, string token = "NextToken")
    {
        var body = new JsonObject { [member] = page.Array };
        if (page.Next is not null)
        {
            body[token] = page.Next;
        }

        return StubAnswer.Json(body);
    }
}
