using System.Text.Json.Nodes;

namespace NotionSync.Sources.Wandb;

/// <summary>A project and whose it is.</summary>
internal sealed record WandbProject(string Entity, string Name)
{
    /// <summary>Both, as in addresses: <c>acme/llm</c>.</summary>
    public string Path => $"{Entity}/{Name}";

    /// <summary>For messages.</summary>
    public string Part => $"project '{Path}'";

    /// <summary>Reads a name as it is written in settings: alone, or behind that of another entity.</summary>
    public static WandbProject Parse(string written, string entity) =>
        written.Split('/', 2, StringSplitOptions.TrimEntries) is [var other, var name] ? new(other, name) : new(entity, written.Trim());

    /// <summary>The variables that name it.</summary>
    public JsonObject Variables(params IEnumerable<KeyValuePair<string, JsonNode?>> more) => new([new("entity", Entity), new("project", Name), .. more]);
}
