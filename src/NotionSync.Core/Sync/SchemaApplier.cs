using System.Collections.Immutable;
using System.Text.RegularExpressions;
using NotionSync.Abstractions;
using NotionSync.Mapping;
using NotionSync.Model;
using NotionSync.Planning;
using NotionSync.State;

namespace NotionSync.Sync;

/// <summary>Carries out a schema plan step by step and settles each in the state, so that an interrupted import goes on where it was.</summary>
internal sealed partial class SchemaApplier
{
    private readonly Catalog catalog;
    private readonly RelationMap relations;
    private readonly IWorkspace workspace;
    private readonly IStateStore state;
    private readonly EngineOptions options;
    private readonly Dictionary<string, KnownDatabase> known;
    private readonly Dictionary<string, DatabaseSnapshot> schemas;
    private readonly Dictionary<string, string> defaultViews = [];

    public SchemaApplier(
        Catalog catalog, RelationMap relations, IWorkspace workspace, IStateStore state, EngineOptions options, WorkspaceSchema current)
    {
        this.catalog = catalog;
        this.relations = relations;
        this.workspace = workspace;
        this.state = state;
        this.options = options;
        known = current.Databases.ToDictionary(entry => entry.Key, entry => entry.Value.Known);
        schemas = current.Databases.ToDictionary(entry => entry.Key, entry => entry.Value.Schema);
    }

    /// <summary>Applies every step; then everything that is there counts as applied.</summary>
    public async Task ApplyAsync(SchemaPlan plan, IProgress<EngineStep> progress, CancellationToken cancellationToken)
    {
        var totals = plan.Steps.CountBy(Stage).ToDictionary();
        var done = new Dictionary<(string, string), int>();
        foreach (var step in plan.Steps)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await ApplyAsync(step, cancellationToken);
            var stage = Stage(step);
            done[stage] = done.GetValueOrDefault(stage) + 1;
            progress.Report(new EngineStep(stage.Name, stage.Database, done[stage], totals[stage]));
        }

        await SaveAsync(catalog.Databases.Select(AllApplied), cancellationToken);
    }

    /// <summary>A database as views need it; after <see cref="ApplyAsync(SchemaPlan, IProgress{EngineStep}, CancellationToken)"/> all of them.</summary>
    public ViewTarget TargetOf(string id) => new(id, known[id].DatabaseId!, known[id].DataSourceId!, Ids()) { Properties = schemas[id].Properties };

    private static (string Name, string Database) Stage(SchemaStep step) => step switch
    {
        SchemaStep.Create => ("Databases", step.Database.Id),
        SchemaStep.Alter => ("Properties", step.Database.Id),
        _ => ("Views", step.Database.Id),
    };

    private Task ApplyAsync(SchemaStep step, CancellationToken cancellationToken) => step switch
    {
        SchemaStep.Create create => CreateAsync(create, cancellationToken),
        SchemaStep.Alter alter => AlterAsync(alter, cancellationToken),
        SchemaStep.View view => ApplyViewAsync(view, cancellationToken),
        _ => throw new System.Diagnostics.UnreachableException(step.GetType().Name),
    };

    private async Task CreateAsync(SchemaStep.Create step, CancellationToken cancellationToken)
    {
        var database = step.Database;
        var created = await workspace.CreateDatabaseAsync(
            new NewDatabase(options.ParentPageId, database.Title, database.Icon, database.Description, step.Properties, Ids()), cancellationToken);
        if (created.DefaultViewId is { } view)
        {
            defaultViews[database.Id] = view;
        }

        known[database.Id] = new KnownDatabase
        {
            Id = database.Id,
            DatabaseId = created.Schema.DatabaseId,
            DataSourceId = created.Schema.DataSourceId,
            ParentPageId = options.ParentPageId,
            RowsAdopted = true,
        };
        await SettleAsync(database, created.Schema, [.. step.Properties.Select(property => property.Name)], cancellationToken);
        await RefreshMirrorsAsync(database, cancellationToken);
    }

    private async Task AlterAsync(SchemaStep.Alter step, CancellationToken cancellationToken)
    {
        var id = step.Database.Id;
        var snapshot = await workspace.UpdateSchemaAsync(
            known[id].DataSourceId!,
            new SchemaUpdate
            {
                Database = id,
                Add = [.. step.Add.Select(property => WithShownNames(id, property))],
                Rename = step.NameMirrors
                    .Where(name => known[id].Properties.ContainsKey(name))
                    .ToImmutableDictionary(name => known[id].Properties[name].Id, name => name),
                Change = step.Change.ToImmutableDictionary(property => known[id].Properties[property.Name].Id, property => WithShownNames(id, property)),
                Resolve = Ids(),
            },
            cancellationToken);
        await SettleAsync(
            step.Database, snapshot, [.. step.Add.Select(property => property.Name), .. step.NameMirrors, .. step.Change.Select(property => property.Name)], cancellationToken);
    }

    private async Task ApplyViewAsync(SchemaStep.View step, CancellationToken cancellationToken)
    {
        var id = step.Database.Id;
        var target = TargetOf(id);
        var viewId = step.ViewId ?? (step.TakesDefault ? defaultViews.GetValueOrDefault(id) : null);
        if (viewId is null)
        {
            viewId = await workspace.CreateViewAsync(target, step.Schema, cancellationToken);
        }
        else
        {
            await workspace.UpdateViewAsync(viewId, target, step.Schema, cancellationToken);
        }

        known[id] = known[id] with { Views = known[id].Views.SetItem(step.Schema.Name, new KnownView(viewId, SchemaFingerprint.Of(step.Schema))) };
        await SaveAsync([known[id]], cancellationToken);
    }

    // A relation that was made from here has put its mirror into the other database; it is known through its twin.
    private async Task RefreshMirrorsAsync(DatabaseMapping database, CancellationToken cancellationToken)
    {
        var changed = new List<KnownDatabase>();
        foreach (var side in relations.SidesOf(database.Id).Where(side => known.ContainsKey(side.Other.Database) && side.Other.Database != database.Id))
        {
            var id = known[database.Id].Properties.GetValueOrDefault(side.Property)?.Id;
            var mirror = schemas[database.Id].Properties.FirstOrDefault(property => property.Id == id)?.Relation?.MirrorId;
            if (mirror is not null && !known[side.Other.Database].Properties.ContainsKey(side.Other.Property))
            {
                var other = known[side.Other.Database];
                known[other.Id] = other with { Properties = other.Properties.SetItem(side.Other.Property, new KnownProperty(mirror, "")) };
                changed.Add(known[other.Id]);
            }
        }

        await SaveAsync(changed, cancellationToken);
    }

    private async Task SettleAsync(DatabaseMapping database, DatabaseSnapshot snapshot, IReadOnlyCollection<string> applied, CancellationToken cancellationToken)
    {
        schemas[database.Id] = snapshot;
        var recognized = PropertyRecognition.Recognize(
            catalog with { Databases = [database] },
            relations.Within(database.Id),
            new Dictionary<string, DatabaseSnapshot> { [database.Id] = snapshot },
            new Dictionary<string, ImmutableDictionary<string, KnownProperty>> { [database.Id] = known[database.Id].Properties })[database.Id];
        var settled = recognized.ToImmutableDictionary(
            entry => entry.Key,
            entry => applied.Contains(entry.Key) ? entry.Value with { Applied = Fingerprint(database, entry.Key) } : entry.Value);
        known[database.Id] = known[database.Id] with { Properties = settled };
        await SaveAsync([known[database.Id]], cancellationToken);
    }

    private KnownDatabase AllApplied(DatabaseMapping database) => known[database.Id] with
    {
        Properties = known[database.Id].Properties.ToImmutableDictionary(
            entry => entry.Key,
            entry => entry.Value with { Applied = Fingerprint(database, entry.Key) }),
    };

    private static string Fingerprint(DatabaseMapping database, string property) =>
        database.Find(property) is { } mapping ? SchemaFingerprint.Of(mapping.Schema) : "";

    // Formulas name properties as people see them now.
    private PropertySchema WithShownNames(string database, PropertySchema property) => property is not PropertySchema.Formula formula
        ? property
        : formula with
        {
            Expression = PropertyName().Replace(formula.Expression, match =>
            {
                var id = known[database].Properties.GetValueOrDefault(match.Groups["name"].Value)?.Id;
                var shown = schemas[database].Properties.FirstOrDefault(candidate => candidate.Id == id)?.Name;
                return shown is null ? match.Value : $"prop(\"{shown}\")";
            }),
        };

    private KnownIds Ids() => new(known, relations);

    private Task SaveAsync(IEnumerable<KnownDatabase> databases, CancellationToken cancellationToken) =>
        state.SaveAsync(new StateBatch { Databases = [.. databases] }, cancellationToken);

    [GeneratedRegex("prop\\(\"(?<name>[^\"]+)\"\\)")]
    private static partial Regex PropertyName();
}
