using System.Globalization;
using System.Text.Json.Nodes;

namespace NotionSync.Demo;

/// <summary>The organisation of the demo: what was put together by hand, each object laid over GitHub's own example of its kind.</summary>
internal sealed class GitHubAccount
{
    private readonly JsonObject templates = Recording.Load("github/templates.json").AsObject();
    private readonly JsonObject account = Recording.Load("github/account.json").AsObject();

    /// <summary>Reads it, and moves what was run and deployed by whole days, so that the newest is as old as when it was put together.</summary>
    public GitHubAccount(TimeProvider time)
    {
        var days = (time.GetUtcNow().UtcDateTime.Date - DateTime.Parse(Text(account["recorded_on"]), CultureInfo.InvariantCulture)).Days;
        foreach (var repository in Repositories)
        {
            Move(repository["runs"], days);
            Move(repository["deployments"], days);
        }
    }

    /// <summary>The organisation's name.</summary>
    public string Owner => Text(account["owner"]);

    /// <summary>Its repositories, as put together.</summary>
    public IEnumerable<JsonObject> Repositories => account["repositories"]!.AsArray().OfType<JsonObject>();

    /// <summary>One of them; null when there is none of this name.</summary>
    public JsonObject? Find(string? name) => Repositories.FirstOrDefault(repository => Text(repository["name"]) == name);

    /// <summary>GitHub's answer of the free question for the limit.</summary>
    public JsonNode RateLimit => templates["rate_limit"]!.DeepClone();

    /// <summary>A repository as GitHub gives it.</summary>
    public JsonObject Repository(JsonObject repository)
    {
        var full = Laid("repository", repository, repository, "codeowners", "releases", "deployments", "workflows", "runs", "issues", "files");
        (full["full_name"], full["default_branch"], full["html_url"]) = (FullName(repository), "main", Home(repository));
        // Two members that GitHub's own examples lack, though its document asks for them, are added: here the language, and in the replay a job's beginning.
        full["language"] = "Python";
        (full["archived"], full["private"], full["visibility"]) = (false, true, "private");
        return full;
    }

    /// <summary>Things of a repository as GitHub gives them, in the account's order.</summary>
    /// <param name="repository">The repository.</param>
    /// <param name="list">The account's list, e.g. <c>runs</c>.</param>
    /// <param name="kind">Their template.</param>
    /// <param name="page">Where people see one, below the repository; null when the thing has no page.</param>
    public IEnumerable<JsonObject> Things(JsonObject repository, string list, string kind, Func<JsonObject, string>? page) => repository[list]!.AsArray().OfType<JsonObject>().Select(thing =>
    {
        var full = Laid(kind, repository, thing, "jobs", "statuses", "annotations");
        if (page is not null)
        {
            full["html_url"] = $"{Home(repository)}/{page(thing)}";
        }

        return full;
    });

    /// <summary>An object of the account, laid over the template of its kind.</summary>
    public JsonObject Laid(string kind, JsonObject repository, JsonObject thing, params IReadOnlyList<string> without)
    {
        // The examples speak of GitHub's own repositories.
        var text = templates[kind]!.ToJsonString();
        foreach (var example in (string[])["octocat/Hello-World", "octocat/example", "octo-org/octo-repo"])
        {
            text = text.Replace(example, FullName(repository), StringComparison.Ordinal);
        }

        var full = JsonNode.Parse(text)!.AsObject();
        foreach (var (name, value) in thing.Where(member => !without.Contains(member.Key)))
        {
            full[name] = value?.DeepClone();
        }

        return full;
    }

    /// <summary>An issue as GitHub gives it: labels and assignees are objects there, and a pull request is one too.</summary>
    public JsonObject Issue(JsonObject repository, JsonObject issue)
    {
        var full = Laid("issue", repository, issue, "labels", "assignee", "pull_request");
        var (label, person) = (full["labels"]![0]!, full["user"]!);
        full["labels"] = new JsonArray([.. issue["labels"]!.AsArray().Select(name => With(label, "name", name))]);
        full["assignee"] = issue["assignee"] is { } login ? With(person, "login", login) : null;
        full["assignees"] = issue["assignee"] is { } one ? new JsonArray(With(person, "login", one)) : new JsonArray();
        var (kind, number) = (issue.ContainsKey("pull_request") ? "pull" : "issues", issue["number"]);
        full["html_url"] = $"{Home(repository)}/{kind}/{number}";
        full["milestone"] = null;
        if (kind == "issues")
        {
            full.Remove("pull_request");
        }

        return full;
    }

    /// <summary>Where people see a repository.</summary>
    public string Home(JsonObject repository) => $"https://github.com/{FullName(repository)}";

    private string FullName(JsonObject repository) => $"{Owner}/{repository["name"]}";

    private static JsonNode With(JsonNode template, string member, JsonNode? value)
    {
        var copy = template.DeepClone();
        copy[member] = value?.DeepClone();
        return copy;
    }

    private static void Move(JsonNode? node, int days)
    {
        switch (node)
        {
            case JsonArray items:
                foreach (var item in items)
                {
                    Move(item, days);
                }

                break;
            case JsonObject members:
                foreach (var (name, member) in members.ToList())
                {
                    if (name.EndsWith("_at", StringComparison.Ordinal) && member is not null)
                    {
                        var moved = DateTimeOffset.Parse(Text(member), CultureInfo.InvariantCulture).AddDays(days);
                        members[name] = moved.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
                    }
                    else
                    {
                        Move(member, days);
                    }
                }

                break;
        }
    }

    private static string Text(JsonNode? node) => node?.GetValue<string>() ?? "";
}
