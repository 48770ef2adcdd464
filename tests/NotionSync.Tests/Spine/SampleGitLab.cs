using System.Globalization;
using System.Net.Mime;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NotionSync.Demo;

namespace NotionSync.Tests.Spine;

/// <summary>
/// A GitLab with one project, two pipelines to a page. Its answers are made by hand after GitLab's documentation of REST API v4
/// (pipelines, offset-based pagination); none of them is recorded.
/// </summary>
internal sealed class SampleGitLab : IReplay
{
    private const int Page = 2;

    private readonly List<JsonObject> pipelines = [.. new[] { "success", "failed", "running", "waiting_for_resource", "canceled" }.Select(Pipeline)];

    /// <inheritdoc/>
    public string Source => "GitLab";

    /// <summary>What was asked, in order.</summary>
    public List<string> Asked { get; } = [];

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> Settings(Uri address) => new Dictionary<string, string>
    {
        ["BaseUrl"] = new Uri(address, "api/v4").AbsoluteUri,
        ["Token"] = "glpat-of-the-test",
        ["Projects"] = "acme/ml/trainer",
    };

    /// <inheritdoc/>
    public void Map(IEndpointRouteBuilder routes) => routes.MapGet("/api/v4/projects/{project}/pipelines", context =>
    {
        Asked.Add(context.Request.QueryString.Value!);
        var since = DateTimeOffset.Parse(context.Request.Query["updated_after"]!, CultureInfo.InvariantCulture);
        var number = int.Parse(context.Request.Query["page"]!, CultureInfo.InvariantCulture);
        var changed = pipelines.Where(pipeline => DateTimeOffset.Parse(pipeline["updated_at"]!.GetValue<string>(), CultureInfo.InvariantCulture) > since).Reverse().ToList();
        context.Response.ContentType = MediaTypeNames.Application.Json;
        context.Response.Headers["X-Next-Page"] = number * Page < changed.Count ? (number + 1).ToString(CultureInfo.InvariantCulture) : "";
        return context.Response.WriteAsync(new JsonArray([.. changed.Skip((number - 1) * Page).Take(Page).Select(pipeline => pipeline.DeepClone())]).ToJsonString());
    });

    /// <summary>A pipeline goes on.</summary>
    public void Change(int number, string status, DateTimeOffset at) =>
        (pipelines[number - 1]["status"], pipelines[number - 1]["updated_at"]) = (status, at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));

    private static JsonObject Pipeline(string status, int index) => new()
    {
        ["id"] = 1001 + index,
        ["iid"] = 1 + index,
        ["project_id"] = 7,
        ["status"] = status,
        ["source"] = "push",
        ["ref"] = "main",
        ["sha"] = "a91957a858320c0e17f3a0eca7cfacbff50ea29a",
        ["name"] = index == 0 ? "Train" : null,
        ["web_url"] = $"https://gitlab.example/acme/ml/trainer/-/pipelines/{1001 + index}",
        ["created_at"] = $"2026-11-2{index}T08:00:00.000Z",
        ["updated_at"] = $"2026-11-2{index}T08:30:00.000Z",
    };
}
