using System.Globalization;
using System.Text.Json.Nodes;
using NotionSync.Sources.GitLab;
using NotionSync.Sources.Tests.Contract;

namespace NotionSync.Sources.Tests.Sample;

/// <summary>How GitLab hands out pipelines.</summary>
public sealed class GitLabPipelinesContract : PagedKindContract
{
    protected override string Source => "GitLab";

    protected override string Kind => "pipelines";

    // The sample is no source of the product.
    protected override IReadOnlyList<SourceEntry> Entries => [GitLabServices.Entry];

    // Page numbers leave nothing out.
    protected override bool HasEmptyPages => false;

    protected override IReadOnlyDictionary<string, string?> Configuration(Uri address) => GitLabStub.Configuration(address, Secret);

    protected override StubAnswer Refusal(int status) => GitLabStub.Refusal(status, Secret);

    protected override JsonObject Item(int number) => GitLabStub.Pipeline(number);

    protected override JsonObject SparseItem(int number) => new() { ["id"] = number, ["status"] = "created" };

    protected override JsonObject? ItemOfTomorrow(int number, string word)
    {
        var item = Item(number);
        item["status"] = word;
        return item;
    }

    protected override bool IsListRequest(StubRequest request) => request.Path.EndsWith("/pipelines", StringComparison.Ordinal);

    protected override StubAnswer Answer(StubRequest request, VendorList list) => GitLabStub.Page(request, list);
}

/// <summary>How GitLab answers when it is asked whether all is well.</summary>
public sealed class GitLabCheckContract : CheckContract
{
    protected override string Source => "GitLab";

    protected override IReadOnlyList<SourceEntry> Entries => [GitLabServices.Entry];

    protected override IReadOnlyDictionary<string, string?> Configuration(Uri address, string secret) => GitLabStub.Configuration(address, secret);

    protected override StubAnswer Refusal(int status, string secret) => GitLabStub.Refusal(status, secret);

    protected override StubAnswer Answer(StubRequest request) => GitLabStub.Page(request, new VendorList([GitLabStub.Pipeline(1)]));
}

/// <summary>
/// GitLab's answers, made by hand after its documentation of REST API v4 (pipelines, offset-based pagination, authentication): none of
/// them is recorded.
/// </summary>
internal static class GitLabStub
{
    /// <summary>Configuration that turns the source on.</summary>
    public static Dictionary<string, string?> Configuration(Uri address, string secret) => new()
    {
        ["Sources:GitLab:BaseUrl"] = new Uri(address, "api/v4").AbsoluteUri,
        ["Sources:GitLab:Token"] = secret,
        ["Sources:GitLab:Projects"] = "acme/ml/trainer",
    };

    /// <summary>A refusal.</summary>
    public static StubAnswer Refusal(int status, string secret) => new(status, new JsonObject { ["message"] = $"{status} refused, token {secret}" }.ToJsonString());

    /// <summary>A pipeline of the list.</summary>
    public static JsonObject Pipeline(int number) => new()
    {
        ["id"] = 1000 + number,
        ["iid"] = number,
        ["project_id"] = 7,
        ["status"] = "success",
        ["source"] = "push",
        ["ref"] = "main",
        ["sha"] = "a91957a858320c0e17f3a0eca7cfacbff50ea29a",
        ["name"] = "Train",
        ["web_url"] = $"https://gitlab.example/acme/ml/trainer/-/pipelines/{1000 + number}",
        ["created_at"] = "2026-11-20T08:00:00.000Z",
        ["updated_at"] = "2026-11-20T09:30:00.000Z",
    };

    /// <summary>A page of the list, which names the next one in a header.</summary>
    public static StubAnswer Page(StubRequest request, VendorList list)
    {
        var number = int.Parse(request.Argument("page") ?? "1", CultureInfo.InvariantCulture);
        var page = list.At(list.PageSize == int.MaxValue ? 0 : (number - 1) * list.PageSize);
        return StubAnswer.Json(page.Array) with
        {
            Headers = new Dictionary<string, string> { ["X-Next-Page"] = page.Next is null ? "" : (page.Offset / list.PageSize + 2).ToString(CultureInfo.InvariantCulture) },
        };
    }
}
