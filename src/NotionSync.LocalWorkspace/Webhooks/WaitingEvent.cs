using System.Globalization;
using System.Text.Json.Nodes;

namespace NotionSync.LocalWorkspace;

/// <summary>An event on its way to one webhook.</summary>
internal sealed class WaitingEvent(string webhookId, WebhookEvent what, string author, DateTimeOffset at)
{
    /// <summary>From one attempt to the next; the last comes a day after the first.</summary>
    private static readonly TimeSpan[] Delays =
    [
        TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(1),
        TimeSpan.FromHours(3), TimeSpan.FromHours(7), TimeSpan.FromHours(12),
    ];

    private readonly string _id = Ids.New();
    private readonly List<string> _authors = [author];
    private readonly JsonObject? _data = (JsonObject?)what.Data?.DeepClone();

    public string WebhookId => webhookId;

    public WebhookEvent What => what;

    public int Attempts { get; private set; }

    public required DateTimeOffset Due { get; set; }

    /// <summary>Takes in a later event of the same kind about the same object.</summary>
    public void Add(WebhookEvent later, string by)
    {
        if (!_authors.Contains(by))
        {
            _authors.Add(by);
        }

        if (later.List is { } list && _data?.Array(list) is { } items)
        {
            foreach (var item in later.Data!.Array(list)!.Where(item => !items.Any(known => Json.Same(known, item))))
            {
                items.Add(item?.DeepClone());
            }
        }
    }

    /// <summary>Waits for another attempt after one failed.</summary>
    /// <returns>False when that was the last.</returns>
    public bool Failed(DateTimeOffset now)
    {
        Due = Attempts <= Delays.Length ? now + Delays[Attempts - 1] : Due;
        return Attempts <= Delays.Length;
    }

    public JsonObject Envelope(Workspace workspace)
    {
        Attempts++;
        var json = new JsonObject
        {
            ["id"] = _id,
            ["timestamp"] = at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
            ["workspace_id"] = workspace.Settings.WorkspaceId,
            ["workspace_name"] = "Local workspace",
            ["subscription_id"] = webhookId,
            ["integration_id"] = workspace.Settings.BotId,
            ["type"] = what.Type,
            ["authors"] = Json.ArrayOf(_authors.Select(id => new JsonObject { ["id"] = id, ["type"] = workspace.Users.Find(id)?.IsBot == true ? "bot" : "person" })),
            ["accessible_by"] = new JsonArray(
                new JsonObject { ["id"] = workspace.Settings.PersonId, ["type"] = "person" },
                new JsonObject { ["id"] = workspace.Settings.BotId, ["type"] = "bot" }),
            ["attempt_number"] = Attempts,
            ["api_version"] = Pipeline.Version,
            ["entity"] = new JsonObject { ["id"] = what.Id, ["type"] = what.Kind },
        };
        if (_data is not null)
        {
            json["data"] = _data.DeepClone();
        }

        return json;
    }
}
