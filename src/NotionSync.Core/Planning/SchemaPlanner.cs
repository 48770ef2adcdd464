using System.Collections.Immutable;
using NotionSync.Mapping;
using NotionSync.Model;

namespace NotionSync.Planning;

/// <summary>Steps that make the schemas what the catalog says, in order, and what a person should know.</summary>
public sealed record SchemaPlan(ImmutableArray<SchemaStep> Steps, ImmutableArray<Diagnostic> Remarks);

/// <summary>
/// Compares wanted and current schemas. Databases are created with everything that can be said at once: plain properties, relations
/// to databases that exist by then, and rollups over those. What is left comes in two waves of at most one call per database: first
/// relations to itself, names of mirrors and rollups over them; then what builds on those, and formulas.
/// </summary>
public sealed class SchemaPlanner(Catalog catalog, RelationMap relations, WorkspacePlan plan)
{
    /// <summary>Plans the difference.</summary>
    /// <param name="current">What is there.</param>
    /// <param name="bringBackViews">Whether views that people deleted are made again.</param>
    public SchemaPlan Plan(WorkspaceSchema current, bool bringBackViews = false)
    {
        var draft = new SchemaDraft(catalog, relations, current);
        var steps = ImmutableArray.CreateBuilder<SchemaStep>();
        foreach (var database in catalog.Databases.Where(database => !current.Databases.ContainsKey(database.Id)))
        {
            steps.Add(new SchemaStep.Create(draft.Create(database)) { Database = database });
        }

        steps.AddRange(catalog.Databases.Select(draft.FirstWave).Where(step => !step.IsEmpty));
        draft.EndFirstWave();
        steps.AddRange(catalog.Databases.Select(draft.SecondWave).Where(step => !step.IsEmpty));
        steps.AddRange(catalog.Databases.SelectMany(database =>
            ViewPlanner.Plan(database, current.Databases.GetValueOrDefault(database.Id), plan, bringBackViews)));
        return new SchemaPlan(steps.ToImmutable(), draft.Remarks);
    }
}
