using System.Text.Json.Nodes;

namespace NotionSync.LocalWorkspace;

/// <summary>
/// A change of a data source's properties. Everything is checked on a copy first; what touches rows, links and other data sources is kept back
/// until nothing can be refused any more.
/// </summary>
internal sealed class SchemaChange
{
    // Later kinds refer to earlier ones of the same request.
    private static readonly string[] Order = ["relation", "rollup", "formula"];

    private readonly Call _call;
    private readonly DataSource _source;
    private readonly List<Property> _properties;
    private readonly List<Action> _effects = [];

    private SchemaChange(Call call, DataSource source)
    {
        (_call, _source) = (call, source);
        _properties = [.. source.Properties.Select(Copy)];
    }

    private Workspace Workspace => _call.Workspace;

    public static void Apply(Call call, DataSource source, JsonObject properties)
    {
        if (properties.ToJsonString(Json.Options).Length > NotionLimits.SchemaBytes)
        {
            throw ApiException.Validation("Schema update is too large. The maximum recommended size of a data source schema is 50KB.");
        }

        call.Workspace.Columns.Forget(source.Id);
        var change = new SchemaChange(call, source);
        foreach (var (key, value) in properties.OrderBy(entry => entry.Value is JsonObject json ? Array.IndexOf(Order, PropertyTypes.In(json)) : -1))
        {
            change.Entry(key, value as JsonObject);
        }

        change.Finish();
    }

    private static Property Copy(Property property) => new()
    {
        Id = property.Id,
        Name = property.Name,
        Type = property.Type,
        Description = property.Description,
        Format = property.Format,
        Prefix = property.Prefix,
        Options = [.. property.Options],
        Relation = property.Relation,
        Rollup = property.Rollup,
        Formula = property.Formula,
    };

    private Property? Find(string nameOrId) => new DataSource { Properties = _properties }.Find(nameOrId);

    private void Entry(string key, JsonObject? config)
    {
        var property = Find(key);
        if (config is null)
        {
            Remove(key, property);
            return;
        }

        var type = PropertyTypes.In(config);
        if (type is not null && PropertyTypes.Ignored.Contains(type))
        {
            return;
        }

        var isNew = property is null;
        property ??= type is null ? throw Unknown(key) : New(key, type);
        if (!isNew && config.Text("name") is { Length: > 0 } name && name != property.Name)
        {
            RequireFree(name);
            property.Name = name;
        }

        if (config.TryGetPropertyValue("description", out var description))
        {
            property.Description = description?.GetValue<string>();
        }

        if (type is not null)
        {
            Configure(property, type, config.Object(type)!, isNew);
        }
    }

    private Property New(string name, string type)
    {
        RequireFree(name);
        if (type == "title" && _properties.Any(each => each.Type == "title"))
        {
            throw ApiException.Validation("Cannot create new title property.");
        }

        var property = new Property { Id = type == "title" ? "title" : Ids.NewProperty(id => _properties.Any(each => each.Id == id)), Name = name, Type = type };
        _properties.Add(property);
        return property;
    }

    private void Remove(string key, Property? property)
    {
        if (property is null)
        {
            throw Unknown(key);
        }

        if (property.Type == "title")
        {
            throw ApiException.Validation("Cannot delete title property.");
        }

        _properties.Remove(property);
        Untie(property);
        _effects.Add(() => SchemaValues.Drop(Workspace, _source, property));
    }

    private void Configure(Property property, string type, JsonObject config, bool isNew)
    {
        if (property.Type != type)
        {
            Convert(property, type);
        }

        switch (type)
        {
            case "number":
                property.Format = config.Text("format") ?? property.Format ?? "number";
                break;
            case "select" or "multi_select" or "status":
                property.Options = SelectOptions.FromRequest(config.Array("options"), property.Options, type, $"body.properties.{property.Name}.{type}");
                if (!isNew)
                {
                    _effects.Add(() => SchemaValues.DropLostOptions(Workspace, _source, property));
                }

                break;
            case "unique_id" when config.ContainsKey("prefix"):
                property.Prefix = config.Text("prefix");
                break;
            case "formula":
                property.Formula = FormulaText.Stored(Workspace, config.Text("expression") ?? "", _properties, property);
                break;
            case "relation":
                Relate(property, config);
                break;
            case "rollup":
                property.Rollup = RollUp(property, config);
                break;
            default:
                break;
        }
    }

    private void Convert(Property property, string type)
    {
        if (property.Type == "title" || type == "title")
        {
            throw ApiException.Validation("Cannot convert the title property to or from another type.");
        }

        var before = Copy(property);
        Untie(property);
        (property.Type, property.Relation, property.Rollup, property.Formula, property.Format) = (type, null, null, null, null);
        if (!PropertyTypes.WithOptions.Contains(type))
        {
            property.Options = [];
        }

        _effects.Add(() => SchemaValues.Convert(Workspace, _source, before, property));
    }

    private void Relate(Property property, JsonObject config)
    {
        var target = Workspace.DataSource(config.Id("data_source_id")!);
        var isDual = config.ContainsKey("dual_property") || config.Text("type") == "dual_property";
        if (property.Relation is { } now && now.DataSourceId == target.Id && (now.SyncedPropertyId is not null) == isDual)
        {
            return;
        }

        if (property.Relation is { } before)
        {
            Untie(property);
            if (before.DataSourceId != target.Id)
            {
                _effects.Add(() => SchemaValues.Drop(Workspace, _source, property));
            }
        }

        property.Relation = new RelationEnd(target.Id, null);
        if (isDual)
        {
            Mirror(property, target, config.Object("dual_property"));
        }
    }

    private void Mirror(Property property, DataSource target, JsonObject? config)
    {
        var isSelf = target.Id == _source.Id;
        var others = isSelf ? _properties : target.Properties;
        var wanted = _call.Options.HonorSyncedPropertyName ? config?.Text("synced_property_name") : null;
        var name = wanted ?? $"Related to {RichText.Plain(Workspace.TitleOf(_source))} ({property.Name})";
        for (var i = 1; others.Any(each => each.Name == name); i++)
        {
            name = $"{wanted ?? $"Related to {RichText.Plain(Workspace.TitleOf(_source))} ({property.Name})"} {i}";
        }

        var mirror = new Property
        {
            Id = Ids.NewProperty(id => others.Any(each => each.Id == id) || _properties.Any(each => each.Id == id)),
            Name = name,
            Type = "relation",
            Relation = new RelationEnd(_source.Id, property.Id),
        };
        property.Relation = new RelationEnd(target.Id, mirror.Id);
        if (isSelf)
        {
            _properties.Add(mirror);
        }
        else
        {
            _effects.Add(() => SchemaValues.AddMirror(_call, target, mirror));
        }

        _effects.Add(() => SchemaValues.FillMirror(Workspace, _source, property, target, mirror));
    }

    /// <summary>The other side of a two-way relation stays, one-way.</summary>
    private void Untie(Property property)
    {
        if (property.Relation is not { SyncedPropertyId: { } mirrorId } end)
        {
            return;
        }

        if (end.DataSourceId == _source.Id)
        {
            _properties.Find(each => each.Id == mirrorId)?.Relation = new RelationEnd(_source.Id, null);
        }
        else
        {
            _effects.Add(() => SchemaValues.MakeOneWay(_call, end.DataSourceId, mirrorId));
        }
    }

    private RollupRule RollUp(Property property, JsonObject config)
    {
        var relationKey = config.Text("relation_property_id") ?? config.Text("relation_property_name")!;
        if (Find(relationKey) is not { Relation: { } end } relation)
        {
            throw ApiException.Validation($"Rollup property {property.Name}: {relationKey} is not a relation property.");
        }

        var targetKey = config.Text("rollup_property_id") ?? config.Text("rollup_property_name")!;
        var target = (end.DataSourceId == _source.Id ? Find(targetKey) : Workspace.DataSources.Find(end.DataSourceId)?.Find(targetKey))
            ?? throw ApiException.Validation($"Rollup property {property.Name}: could not find property with name or id: {targetKey}");
        if (target.Type == "rollup")
        {
            throw ApiException.Validation($"Rollup property {property.Name}: cannot roll up {target.Name}, which is a rollup.");
        }

        var function = config.Text("function")!;
        return PropertyTypes.CanRollUp(function, target.Type)
            ? new RollupRule(relation.Id, target.Id, function)
            : throw ApiException.Validation($"Rollup property {property.Name}: function {function} does not apply to {target.Name} of type {target.Type}.");
    }

    private void Finish()
    {
        if (_properties.Count(each => each.Type == "title") != 1)
        {
            throw ApiException.Validation("Title is not provided");
        }

        if (_properties.Count > NotionLimits.PropertiesPerDatabase)
        {
            throw ApiException.Validation($"A data source can have at most {NotionLimits.PropertiesPerDatabase} properties.");
        }

        _source.Properties = _properties;
        _source.MarkEdited(_call.Now, _call.Actor);
        Workspace.DataSources.Save(_source);
        foreach (var effect in _effects)
        {
            effect();
        }

        LostLeaves.Drop(_call);
    }

    private void RequireFree(string name)
    {
        if (_properties.Any(each => each.Name == name))
        {
            throw ApiException.Validation($"Cannot create a property named {name}: a property with that name already exists.");
        }
    }

    private static ApiException Unknown(string key) => ApiException.Validation($"Could not find property with name or id: {key}");
}
