using System.Text.Json.Nodes;
using NotionSync.Sources.Tests.Contract;

namespace NotionSync.Sources.Tests.GitHub;

/// <summary>What GitHub's kinds share; items are GitHub's own examples, made distinct by number.</summary>
public abstract class GitHubKindContract : PagedKindContract
{
    protected override string Source => "GitHub";

    protected override TimeSpan TimeLimit => TimeSpan.FromMinutes(5);

    protected override IReadOnlyDictionary<string, string?> Configuration(Uri address) => GitHubStub.Configuration(address, Secret);

    protected override StubAnswer Refusal(int status) => GitHubStub.Refusal(status, Secret);

    /// <summary>The path of the list below the repository.</summary>
    protected abstract string ListPath { get; }

    /// <summary>The member that holds the list; null when the body is it.</summary>
    protected virtual string? Member => null;

    protected override bool IsListRequest(StubRequest request) => request.Path == $"/repos/{GitHubStub.Repository}/{ListPath}";

    protected override StubAnswer Answer(StubRequest request, VendorList list) =>
        IsListRequest(request) ? GitHubStub.Page(request, list, Member) : Detail(request) ?? throw new InvalidOperationException($"Nobody expected {request.Path}.");

    /// <summary>The answer to whatever else the kind asks for; null: it asks for nothing else.</summary>
    protected virtual StubAnswer? Detail(StubRequest request) => null;

    /// <summary>An example with a number of its own.</summary>
    protected static JsonObject Numbered(JsonNode example, int number)
    {
        var item = (JsonObject)example.DeepClone();
        item["id"] = 1000 + number;
        return item;
    }
}

public sealed class GitHubReleasesContract : GitHubKindContract
{
    protected override string Kind => "releases";

    protected override string ListPath => "releases";

    protected override JsonObject Item(int number) => Numbered(GitHubStub.Recorded("openapi-releases")[0]!, number);

    protected override JsonObject SparseItem(int number) => new() { ["id"] = 1000 + number, ["tag_name"] = "v1", ["name"] = null, ["body"] = null, ["published_at"] = null };

    protected override JsonObject? ItemOfTomorrow(int number, string word)
    {
        var item = Item(number);
        item["author"]!["type"] = word;
        return item;
    }
}
