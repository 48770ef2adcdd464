using System.Text.Json.Nodes;

namespace NotionSync.LocalWorkspace;

/// <summary>Work that a client let run in the background. It is done when it is accepted; the clock decides when that can be seen.</summary>
internal sealed class AsyncTask : Entity
{
    public required string Owner { get; init; }

    public required string Operation { get; init; }

    public required DateTimeOffset CreatedTime { get; init; }

    public required TimeSpan Takes { get; init; }

    public JsonObject? Result { get; init; }

    /// <summary>Set when it fails: an error of the usual shape.</summary>
    public JsonObject? Error { get; init; }

    /// <summary>Whether it is tried again once before it ends.</summary>
    public bool Retries { get; init; }

    public JsonObject ToJson(Uri url, DateTimeOffset now)
    {
        var passed = now - CreatedTime;
        var status = passed >= Takes ? Error is null ? "succeeded" : "failed"
            : passed < Takes / 4 ? "queued"
            : Retries && passed >= Takes / 2 ? "retrying" : "running";
        var json = new JsonObject
        {
            ["object"] = "async_task",
            ["id"] = Id,
            ["status_url"] = new Uri(url, $"v1/async_tasks/{Id}").ToString(),
            ["created_time"] = Stamp.Exact(CreatedTime),
            ["operation"] = new JsonObject { ["surface"] = "rest", ["name"] = Operation },
            ["status"] = status,
        };
        switch (status)
        {
            case "succeeded":
                json["result"] = Result!.DeepClone();
                break;
            case "failed":
                json["error"] = Error!.DeepClone();
                break;
            default:
                json["poll_after_seconds"] = Math.Max(1, (int)Math.Ceiling((Takes - passed).TotalSeconds));
                break;
        }

        return json;
    }
}
