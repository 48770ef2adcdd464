using System.Net.Mime;
using System.Text.Json.Nodes;

namespace NotionSync.Demo;

/// <summary>How every replay of an AWS service takes a request and answers it.</summary>
internal static class AwsReplay
{
    /// <summary>Settings that every AWS source needs; the keys are made up, and no answer looks at the signature.</summary>
    public static Dictionary<string, string> Settings(Uri address) => new()
    {
        ["ServiceUrl"] = address.AbsoluteUri,
        ["AccessKeyId"] = "AKIADEMO",
        ["SecretAccessKey"] = "demo",
    };

    /// <summary>Adds the one address that all operations have.</summary>
    /// <param name="routes">Where.</param>
    /// <param name="answer">By operation and input; null when the question was not recorded.</param>
    public static void Map(IEndpointRouteBuilder routes, Func<string, JsonObject, JsonObject?> answer) => routes.MapPost("/", async context =>
    {
        var operation = context.Request.Headers["X-Amz-Target"].ToString().Split('.')[^1];
        var input = await JsonNode.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted) as JsonObject ?? [];
        var body = answer(operation, input);
        context.Response.StatusCode = body is null ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK;
        context.Response.ContentType = MediaTypeNames.Application.Json;
        await context.Response.WriteAsync((body ?? Refusal(operation, input)).ToJsonString(), context.RequestAborted);
    });

    private static JsonObject Refusal(string operation, JsonObject input) => new()
    {
        ["__type"] = "ValidationException",
        ["message"] = $"There is no recording of this question: {operation} {input.ToJsonString()}. Use a real account, with its own region and credentials.",
    };
}
