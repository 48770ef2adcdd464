using System.Text.Json.Nodes;
using NotionSync.Sources.Tests.Contract;

namespace NotionSync.Sources.Tests.GitHub;

/// <summary>How GitHub answers: lists with a Link header, its own words, and what was recorded.</summary>
internal static class GitHubStub
{
    public const string Repository = "acme-ai/llm-core";

    public static Dictionary<string, string?> Configuration(Uri address, string secret) => new()
    {
        ["Sources:GitHub:BaseUrl"] = address.AbsoluteUri,
        ["Sources:GitHub:Token"] = secret,
        ["Sources:GitHub:Repositories"] = Repository,
        // Longer than the minute that GitHub wants to be left alone for when it does not say how long.
        ["Sources:GitHub:Timeout"] = "00:05:00",
    };

    /// <summary>A refusal in GitHub's words.</summary>
    public static StubAnswer Refusal(int status, string secret) => new(status, new JsonObject
    {
        ["message"] = $"refused, credential {secret}",
        ["documentation_url"] = "https://docs.github.com/rest",
        ["status"] = status.ToString(System.Globalization.CultureInfo.InvariantCulture),
    }.ToJsonString());

    /// <summary>The page of a list that is asked for, with the address of the next one.</summary>
    /// <param name="request">What is asked; <c>page</c> holds a token of the list.</param>
    /// <param name="list">All of it.</param>
    /// <param name="member">The member that holds the list; null when the body is it.</param>
    public static StubAnswer Page(StubRequest request, VendorList list, string? member = null)
    {
        Assert.Equal("100", request.Argument("per_page"));
        var page = list.At(request.Argument("page"));
        var answer = StubAnswer.Json(member is null ? page.Array : new JsonObject { ["total_count"] = list.Items.Count, [member] = page.Array });
        if (page.Next is not { } next)
        {
            return answer;
        }

        var query = request.Query.Where(parameter => parameter.Key != "page").SelectMany(parameter => parameter.Select(value => $"{parameter.Key}={Uri.EscapeDataString(value)}"));
        var address = $"http://{request.Headers["Host"]}{request.Path}?{string.Join('&', query)}&page={next.Replace("page-", "", StringComparison.Ordinal)}";
        return answer with { Headers = new Dictionary<string, string> { ["Link"] = $"<{address}>; rel=\"next\"" } };
    }

    /// <summary>The body of a recorded answer.</summary>
    public static JsonNode Recorded(string file) => JsonNode.Parse(File.ReadAllText(TestFolder.Recording($"github/{file}.json")))!["response"]!["body"]!.DeepClone();

    /// <summary>The recorded job, failed at its last step but one.</summary>
    public static JsonNode FailedJobs()
    {
        var jobs = Recorded("openapi-workflow-jobs");
        var job = jobs["jobs"]![0]!;
        job["conclusion"] = "failure";
        job["steps"]!.AsArray()[^2]!["conclusion"] = "failure";
        return jobs;
    }

    /// <summary>Notes of a failed job, made by hand after GitHub's schema of check annotations.</summary>
    public static JsonNode Annotations() => JsonNode.Parse("""
        [
          {"path":".github","blob_href":"https://github.com/acme-ai/llm-core/blob/0/.github","start_line":1,"start_column":null,"end_line":1,"end_column":null,
           "annotation_level":"failure","title":null,"message":"Process completed with exit code 1.","raw_details":null},
          {"path":"tests/test_eval.py","blob_href":"https://github.com/acme-ai/llm-core/blob/0/tests/test_eval.py","start_line":41,"start_column":null,"end_line":41,"end_column":null,
           "annotation_level":"failure","title":null,"message":"BLEU 84.1 is below the gate of 86.0","raw_details":null}
        ]
        """)!;
}
