using System.Text.Json.Nodes;

namespace NotionSync.LocalWorkspace;

/// <summary>Answers as they may come one day: with members, kinds of properties, and kinds of blocks that no client knows yet. A client must live with them.</summary>
internal static class FutureAnswers
{
    private const string Kind = "from_the_future";

    public static void Change(JsonObject body)
    {
        foreach (var (name, value) in body.ToList())
        {
            switch (value)
            {
                case JsonObject inner:
                    Change(inner);
                    break;
                case JsonArray items:
                    foreach (var item in items.OfType<JsonObject>())
                    {
                        Change(item);
                    }

                    break;
                default:
                    break;
            }
        }

        if (body.ContainsKey("object"))
        {
            body["added_later"] = new JsonObject { ["type"] = Kind };
        }

        if (body.Text("object") is "page" or "data_source" && body.Object("properties") is { } properties)
        {
            properties["Added later"] = new JsonObject { ["id"] = "lat%3Ar", ["name"] = "Added later", ["type"] = Kind, [Kind] = new JsonObject() };
        }

        if (body.Text("object") == "list" && body.Text("type") == "block" && body.Flag("has_more") == false)
        {
            body.Array("results")?.Add((JsonNode)new JsonObject { ["object"] = "block", ["id"] = Ids.New(), ["type"] = Kind, ["has_children"] = false, ["in_trash"] = false, [Kind] = new JsonObject() });
        }
    }
}
