using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace NotionSync.LocalWorkspace.Preview;

/// <summary>What a person does in the preview: the same endpoints as the API's, with the person as the one who acts.</summary>
internal sealed class PreviewActs(ServerState state)
{
    private static readonly Route UpdateRoute = Routes.All.First(route => route.Name == "PATCH /v1/pages/{page_id}");

    /// <param name="body"><c>{ "act": "edit|add|trash|restore", "page"?, "source"?, "property"?, "value"? }</c></param>
    /// <returns><c>{ "id", "href" }</c> of the page.</returns>
    /// <exception cref="ApiException">The act is unknown or refused; nothing has changed.</exception>
    public JsonObject Act(JsonObject body) => state.Exclusively(() =>
    {
        var answer = body.Text("act") switch
        {
            "edit" => Update(body, Values(body)),
            "trash" => Update(body, new JsonObject { ["in_trash"] = true }),
            "restore" => Update(body, new JsonObject { ["in_trash"] = false }),
            "add" => Add(body.Id("source") ?? throw ApiException.Validation("source should be the id of a data source.")),
            var other => throw ApiException.Validation($"act should be edit, add, trash or restore, instead was {other}."),
        };
        var id = answer.Body.Text("id")!;
        return new JsonObject { ["id"] = id, ["href"] = PreviewAddress.Page(id) };
    });

    private ApiAnswer Add(string source) => PageEndpoints.Create(CallWith([], new JsonObject
    {
        ["parent"] = new JsonObject { ["type"] = "data_source_id", ["data_source_id"] = source },
        ["properties"] = new JsonObject(),
    }));

    private ApiAnswer Update(JsonObject body, JsonObject change)
    {
        state.Contract.Check(UpdateRoute, change);
        return PageEndpoints.Update(CallWith(new Dictionary<string, string> { ["page_id"] = body.Text("page") ?? "" }, change));
    }

    private JsonObject Values(JsonObject body)
    {
        var id = body.Id("page") ?? throw ApiException.Validation("page should be the id of a page.");
        var source = state.Workspace.SourceOf(state.Workspace.Page(id)) ?? throw ApiException.Validation("Only rows have cells.");
        var property = source.ById(body.Text("property") ?? "") ?? throw ApiException.Validation("property should be the id of a column.");
        return new JsonObject { ["properties"] = new JsonObject { [property.Name] = new JsonObject { [property.Type] = Value(property, body["value"]) } } };
    }

    /// <summary>What an editor sends, in the API's form: text as text, options by name, dates as days or times.</summary>
    private static JsonNode? Value(Property property, JsonNode? given) => property.Type switch
    {
        "title" or "rich_text" => Json.ArrayOf((Json.IsText(given) ? given.AsText() : "").Chunk(NotionLimits.TextCharacters)
            .Select(run => new JsonObject { ["text"] = new JsonObject { ["content"] = new string(run) } })),
        "select" or "status" => Json.IsText(given) ? new JsonObject { ["name"] = given.AsText() } : null,
        "multi_select" => Json.ArrayOf((given as JsonArray ?? []).Where(Json.IsText).Select(name => new JsonObject { ["name"] = name!.AsText() })),
        "date" => Json.IsText(given) ? new JsonObject { ["start"] = given.AsText() } : null,
        "checkbox" => given?.GetValueKind() == JsonValueKind.True,
        "number" when given?.GetValueKind() is null or JsonValueKind.Number => given?.DeepClone(),
        "number" => throw ApiException.Validation($"{property.Name} should be a number."),
        "relation" => Json.ArrayOf((given as JsonArray ?? []).Where(Json.IsText).Select(id => new JsonObject { ["id"] = id!.AsText() })),
        "url" or "email" or "phone_number" => Json.IsText(given) && given.AsText().Length > 0 ? given.DeepClone() : null,
        _ => throw ApiException.Validation($"{property.Name} is computed or cannot be edited here."),
    };

    private Call CallWith(Dictionary<string, string> route, JsonObject body) =>
        new(state.Workspace, state.Options, route, new QueryCollection(), body) { Actor = state.Workspace.Settings.PersonId, Url = state.Workspace.BaseUrl };
}
