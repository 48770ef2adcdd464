using System.Text.Json;
using System.Text.Json.Nodes;

namespace NotionSync.LocalWorkspace;

/// <summary>Values on their way into a page: all of them are checked before the first one is set.</summary>
internal sealed class PageWrite
{
    private readonly Call _call;
    private readonly DataSource? _source;
    private readonly List<Action<Page>> _effects = [];

    public PageWrite(Call call, DataSource? source, JsonObject? properties)
    {
        (_call, _source) = (call, source);
        foreach (var (key, value) in properties ?? [])
        {
            Check(key, (JsonObject)value!);
        }
    }

    public bool IsEmpty => _effects.Count == 0;

    public void Apply(Page page)
    {
        foreach (var effect in _effects)
        {
            effect(page);
        }
    }

    private void Check(string key, JsonObject value)
    {
        if (_source is null)
        {
            CheckTitle(key, value);
            return;
        }

        if (_source.Find(key) is not { } property)
        {
            if (!_call.Options.IgnoreUnknownProperties)
            {
                throw ApiException.Validation($"{key} is not a property that exists.");
            }

            return;
        }

        if (!value.TryGetPropertyValue(property.Type, out var inner))
        {
            throw ApiException.Validation($"{property.Name} is expected to be {property.Type}.");
        }

        if (PropertyTypes.Computed.Contains(property.Type))
        {
            throw ApiException.Body($"body.properties.{key}.{property.Type} should be not present, instead was `{Shape.Shown(inner)}`.");
        }

        CheckValue(property, inner, $"body.properties.{key}.{property.Type}");
    }

    private void CheckTitle(string key, JsonObject value)
    {
        if (key != "title" || value.Array("title") is not { } title)
        {
            throw ApiException.Validation($"{key} is not a property that exists.");
        }

        SetTo("title", StoredText.Of(RichText.FromRequest(_call.Workspace, title)));
    }

    private void CheckValue(Property property, JsonNode? value, string path)
    {
        switch (property.Type)
        {
            case "title" or "rich_text":
                SetTo(property.Id, StoredText.Of(RichText.FromRequest(_call.Workspace, (JsonArray)value!)));
                break;
            case "number":
                SetTo(property.Id, value is null ? null : Json.Number(value.AsDouble()));
                break;
            case "checkbox":
                SetTo(property.Id, value!.GetValueKind() == JsonValueKind.True ? JsonValue.Create(true) : null);
                break;
            case "select" or "status" or "multi_select":
                CheckOptions(property, value);
                break;
            case "date":
                SetTo(property.Id, value is JsonObject date ? DateValue.FromRequest(date, path) : null);
                break;
            case "people":
                SetTo(property.Id, Json.ArrayOf(((JsonArray)value!).Select(user => JsonValue.Create(Person((JsonObject)user!, path)))));
                break;
            case "files":
                var files = ((JsonArray)value!).Select(file => (JsonObject)file!).ToList();
                _effects.Add(page => page.Set(property.Id, Json.ArrayOf(files.Select(Stored))));
                break;
            case "relation":
                CheckRelation(property, (JsonArray)value!, path);
                break;
            case "place":
                SetTo(property.Id, value is JsonObject place ? Place(place) : null);
                break;
            default:
                SetTo(property.Id, value is JsonValue text && text.GetValueKind() == JsonValueKind.String && text.AsText().Length == 0 ? null : value?.DeepClone());
                break;
        }
    }

    private static JsonObject Place(JsonObject given)
    {
        var place = new JsonObject();
        foreach (var name in (string[])["lat", "lon", "name", "address", "aws_place_id", "google_place_id"])
        {
            place[name] = given[name]?.DeepClone();
        }

        return place;
    }

    private void CheckOptions(Property property, JsonNode? value)
    {
        var given = value switch
        {
            JsonArray many => [.. many.Select(each => (JsonObject)each!)],
            JsonObject one => new[] { one },
            _ => [],
        };
        foreach (var option in given)
        {
            CheckOption(property, option);
        }

        _effects.Add(page =>
        {
            var ids = given.Select(option => Resolve(property, option)).Distinct().ToList();
            page.Set(property.Id, property.Type == "multi_select" ? Json.ArrayOf(ids.Select(id => JsonValue.Create(id))) : ids.Count == 0 ? null : JsonValue.Create(ids[0]));
        });
    }

    private static void CheckOption(Property property, JsonObject option)
    {
        if (property.OptionById(option.Text("id")) is not null)
        {
            return;
        }

        if (option.Text("name") is not { Length: > 0 } name)
        {
            throw ApiException.Validation($"{property.Name} option with id \"{option.Text("id")}\" does not exist.");
        }

        if (property.OptionByName(name) is not null)
        {
            return;
        }

        if (property.Type == "status")
        {
            throw ApiException.Validation($"Invalid status option. Status option \"{name}\" does not exist.");
        }

        SelectOptions.RequireNoComma(name);
    }

    private string Resolve(Property property, JsonObject given)
    {
        var option = property.OptionById(given.Text("id")) ?? property.OptionByName(given.Text("name")!);
        if (option is null)
        {
            option = SelectOptions.Add(property, given.Text("name")!);
            _call.Workspace.DataSources.Save(_source!);
        }

        return option.Id;
    }

    private string Person(JsonObject user, string path) => _call.Workspace.Users.Find(user.Id("id"))?.Id
        ?? throw ApiException.Validation($"{path}: could not find user with ID: {user.Text("id")}.");

    private JsonNode? Stored(JsonObject file)
    {
        var stored = (JsonObject)FileReference.Stored(_call, file)!;
        stored["name"] = file.Text("name") ?? (file.Object("file_upload")?.Id("id") is { } id ? _call.Workspace.Upload(id).FileName : "file");
        return stored;
    }

    private void CheckRelation(Property property, JsonArray value, string path)
    {
        var targets = new List<string>();
        foreach (var given in value)
        {
            if (((JsonObject)given!).Id("id") is not { } id)
            {
                throw ApiException.Body($"{path}[{targets.Count}].id should be a valid uuid, instead was `{Shape.Shown(((JsonObject)given!)["id"])}`.");
            }

            var related = _call.Workspace.Page(id);
            if (related.Parent.Kind != "data_source_id" || related.Parent.Id != property.Relation!.DataSourceId)
            {
                throw ApiException.Validation($"Page {id} is not in the data source that the relation {property.Name} points to.");
            }

            targets.Add(id);
        }

        _effects.Add(page => RelationWrite.Set(_call, _source!, property, page, targets));
    }

    private void SetTo(string id, JsonNode? value) => _effects.Add(page => page.Set(id, value));
}
