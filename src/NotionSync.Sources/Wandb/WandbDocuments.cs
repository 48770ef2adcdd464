using System.Collections.Immutable;

namespace NotionSync.Sources.Wandb;

/// <summary>Every operation that is ever sent.</summary>
/// <remarks>
/// The light variants use what W&amp;B's own schema subset for Weave has; the rest is what its SDK asks for. Variables that are not given
/// count as arguments that are not there.
/// </remarks>
internal static class WandbDocuments
{
    private const string PageInfo = "pageInfo { endCursor hasNextPage }";

    // Results and settings can be cut to the wanted keys; what a block does not want is not asked for.
    private const string RunValues = """
        config(keys: $config) summaryMetrics(keys: $summary)
        """;

    private const string LinkedParts = """
        fragment LinkedParts on Artifact {
          id digest versionIndex state artifactType { name } artifactSequence { name project { name entity { name } } }
        }
        """;

    private const string RunParts = $$"""
        fragment RunParts on Run {
          id name displayName state createdAt heartbeatAt computeSeconds jobType group tags notes commit sweepName exitcode historyLineCount
          user { username } {{RunValues}}
          systemMetrics @include(if: $system)
          sampledHistory(specs: $specs) @include(if: $history)
          inputArtifacts(first: 50) @include(if: $lineage) { {{PageInfo}} edges { usedAs node { ...LinkedParts } } }
          outputArtifacts(first: 50) @include(if: $lineage) { {{PageInfo}} edges { node { ...LinkedParts } } }
        }
        {{LinkedParts}}
        """;

    private const string RunVariables = "$config: [String!], $summary: [String!], $specs: [JSONString!]!, $system: Boolean!, $history: Boolean!, $lineage: Boolean!";

    // Of an artifact's own run what a model's row shows: its results, its curve and the data that went in.
    private const string VersionParts = $$"""
        fragment VersionParts on Artifact {
          id digest description versionIndex state size fileCount metadata createdAt updatedAt aliases { alias } tags { name } artifactType { name }
          artifactSequence { name project { name entity { name } } }
          createdBy {
            __typename
            ... on User { username }
            ... on Run {
              name displayName state createdAt heartbeatAt computeSeconds jobType project { name entity { name } } {{RunValues}}
              sampledHistory(specs: $specs) @include(if: $history)
              inputArtifacts(first: 50) { {{PageInfo}} edges { usedAs node { id digest versionIndex artifactType { name } artifactSequence { name project { name entity { name } } } } } }
            }
          }
        }
        """;

    private const string LightVersionParts = """
        fragment VersionParts on Artifact {
          id digest description versionIndex state size fileCount metadata createdAt updatedAt aliases { alias } artifactType { name }
          artifactSequence { name project { name entity { name } } }
          createdBy { __typename ... on User { username } ... on Run { name displayName project { name entity { name } } } }
        }
        """;

    private const string VersionVariables = "$config: [String!], $summary: [String!], $specs: [JSONString!]!, $history: Boolean!";

    /// <summary>Who asks, and whether the entity is to be seen; for the check.</summary>
    public static WandbDocument Viewer { get; } = new("Viewer", """
        query Viewer($entity: String!) {
          viewer { id username admin }
          entity(name: $entity) { name isTeam organization { name } }
          serverInfo { latestLocalVersionInfo { outOfDate latestVersionString versionOnThisInstanceString } }
        }
        """,
        "query Viewer($entity: String!) { viewer { id username } entity(name: $entity) { name isTeam } }");

    /// <summary>Whether a project is to be seen, by its cheapest figure.</summary>
    public static WandbDocument Project { get; } = new("Project",
        "query Project($entity: String!, $project: String!) { project(name: $project, entityName: $entity) { id runs(first: 1) { totalCount } } }");

    /// <summary>Projects of an entity.</summary>
    public static WandbDocument Projects { get; } = new("Projects",
        $$"""
        query Projects($entity: String!, $first: Int!, $after: String) {
          models(entityName: $entity, first: $first, after: $after) {
            {{PageInfo}} edges { node { id internalId name entityName description createdAt updatedAt runCount totalSweeps user { username } } }
          }
        }
        """,
        $$"""
        query Projects($entity: String!, $first: Int!, $after: String) {
          models: projects(entityName: $entity, first: $first, after: $after) { {{PageInfo}} edges { node { id name createdAt updatedAt } } }
        }
        """)
    {
        Lost = "descriptions, owners and counts of runs",
    };

    /// <summary>Runs of a project.</summary>
    public static WandbDocument Runs { get; } = new("Runs",
        $$"""
        query Runs($entity: String!, $project: String!, $first: Int!, $after: String, $order: String, $filters: JSONString, {{RunVariables}}) {
          project(name: $project, entityName: $entity) {
            runCount(filters: $filters)
            runs(filters: $filters, order: $order, first: $first, after: $after) { {{PageInfo}} edges { node { ...RunParts } } }
          }
        }
        {{RunParts}}
        """,
        $$"""
        query Runs($entity: String!, $project: String!, $first: Int!, $after: String, $order: String, $filters: JSONString, $config: [String!], $summary: [String!]) {
          project(name: $project, entityName: $entity) {
            runs(filters: $filters, order: $order, first: $first, after: $after) {
              totalCount {{PageInfo}}
              edges { node { id name displayName state createdAt heartbeatAt computeSeconds jobType historyLineCount user { username } {{RunValues}} } }
            }
          }
        }
        """)
    {
        Lost = "sweep, group, tags, notes, commit, exit code, curves, lineage and the load of the machine",
    };

    /// <summary>One run by its short id.</summary>
    public static WandbDocument Run { get; } = new("Run",
        $$"""
        query Run($entity: String!, $project: String!, $name: String!, {{RunVariables}}) {
          project(name: $project, entityName: $entity) { run(name: $name) { ...RunParts } }
        }
        {{RunParts}}
        """,
        $$"""
        query Run($entity: String!, $project: String!, $name: String!, $config: [String!], $summary: [String!]) {
          project(name: $project, entityName: $entity) {
            run(name: $name) { id name displayName state createdAt heartbeatAt computeSeconds jobType historyLineCount user { username } {{RunValues}} }
          }
        }
        """)
    {
        Lost = "sweep, group, tags, notes, commit, exit code, curves, lineage and the load of the machine",
    };

    /// <summary>What went into a run, beyond what came along with it.</summary>
    public static WandbDocument RunInputs { get; } = new("RunInputs",
        $$"""
        query RunInputs($entity: String!, $project: String!, $name: String!, $first: Int!, $after: String) {
          project(name: $project, entityName: $entity) {
            run(name: $name) { inputArtifacts(first: $first, after: $after) { {{PageInfo}} edges { usedAs node { ...LinkedParts } } } }
          }
        }
        {{LinkedParts}}
        """);

    /// <summary>What came out of a run, beyond what came along with it.</summary>
    public static WandbDocument RunOutputs { get; } = new("RunOutputs",
        $$"""
        query RunOutputs($entity: String!, $project: String!, $name: String!, $first: Int!, $after: String) {
          project(name: $project, entityName: $entity) {
            run(name: $name) { outputArtifacts(first: $first, after: $after) { {{PageInfo}} edges { node { ...LinkedParts } } } }
          }
        }
        {{LinkedParts}}
        """);

    /// <summary>How many runs a project has, and how many fit a filter.</summary>
    public static WandbDocument Count { get; } = new("Count",
        "query Count($entity: String!, $project: String!, $filters: JSONString) { project(name: $project, entityName: $entity) { all: runCount fit: runCount(filters: $filters) } }");

    /// <summary>The newest run that fits a filter, and the newest that fits another.</summary>
    public static WandbDocument Compared { get; } = new("Compared",
        $$"""
        query Compared($entity: String!, $project: String!, $latest: JSONString, $baseline: JSONString, $config: [String!], $summary: [String!], $specs: [JSONString!]!, $history: Boolean!) {
          project(name: $project, entityName: $entity) {
            latest: runs(filters: $latest, order: "-created_at", first: 1) { edges { node { ...ComparedParts } } }
            baseline: runs(filters: $baseline, order: "-created_at", first: 1) { edges { node { ...ComparedParts } } }
          }
        }
        fragment ComparedParts on Run {
          id name displayName state createdAt heartbeatAt computeSeconds jobType group tags commit {{RunValues}}
          sampledHistory(specs: $specs) @include(if: $history)
        }
        """,
        $$"""
        query Compared($entity: String!, $project: String!, $latest: JSONString, $baseline: JSONString, $config: [String!], $summary: [String!]) {
          project(name: $project, entityName: $entity) {
            latest: runs(filters: $latest, order: "-created_at", first: 1) { edges { node { ...ComparedParts } } }
            baseline: runs(filters: $baseline, order: "-created_at", first: 1) { edges { node { ...ComparedParts } } }
          }
        }
        fragment ComparedParts on Run { id name displayName state createdAt heartbeatAt computeSeconds jobType {{RunValues}} }
        """)
    {
        Lost = "groups, tags, commits and curves",
    };

    /// <summary>Sweeps of a project.</summary>
    public static WandbDocument Sweeps { get; } = new("Sweeps",
        $$"""
        query Sweeps($entity: String!, $project: String!, $first: Int!, $after: String) {
          project(name: $project, entityName: $entity) {
            totalSweeps
            sweeps(first: $first, after: $after) {
              {{PageInfo}} edges { node { id name displayName method state description bestLoss config createdAt updatedAt runCount runCountExpected } }
            }
          }
        }
        """,
        $$"""
        query Sweeps($entity: String!, $project: String!, $first: Int!, $after: String) {
          project(name: $project, entityName: $entity) {
            sweeps(first: $first, after: $after) {
              {{PageInfo}} edges { node { id name displayName method state description bestLoss config createdAt updatedAt runCount runCountExpected } }
            }
          }
        }
        """);

    /// <summary>Collections of one type in a project, each with the first of its versions.</summary>
    public static WandbDocument Collections { get; } = Versioned("Collections", """
        query Collections($entity: String!, $project: String!, $type: String!, $versions: Int!, $first: Int!, $after: String, VARIABLES) {
          project(name: $project, entityName: $entity) {
            artifactType(name: $type) {
              artifactCollections(first: $first, after: $after) {
                TOTAL PAGE
                edges {
                  node {
                    __typename id name description createdAt tags { edges { node { name } } }
                    artifacts(first: $versions) { TOTAL PAGE edges { version node { ...VersionParts } } }
                  }
                }
              }
            }
          }
        }
        """);

    /// <summary>Versions in one collection of a project.</summary>
    public static WandbDocument Versions { get; } = Versioned("Versions", """
        query Versions($entity: String!, $project: String!, $collection: String!, $first: Int!, $after: String, VARIABLES) {
          project(name: $project, entityName: $entity) {
            artifactCollection(name: $collection) { artifacts(first: $first, after: $after) { TOTAL PAGE edges { version node { ...VersionParts } } } }
          }
        }
        """);

    /// <summary>The organization of an entity, and the entity that owns its registries.</summary>
    public static WandbDocument Organization { get; } = new("Organization",
        "query Organization($entity: String!) { entity(name: $entity) { organization { name orgEntity { name } } } }",
        "query Organization($entity: String!) { entity(name: $entity) { name } }");

    /// <summary>Versions in the registries of an organization.</summary>
    public static WandbDocument Registered { get; } = Versioned("Registered", """
        query Registered($organization: String!, $registries: JSONString, $first: Int!, $after: String, VARIABLES) {
          organization(name: $organization) {
            orgEntity {
              artifactMemberships(projectFilters: $registries, first: $first, after: $after) { PAGE edges { node { ...MemberParts } } }
            }
          }
        }
        fragment MemberParts on ArtifactCollectionMembership {
          id versionIndex createdAt aliases { alias } artifact { ...VersionParts }
          artifactCollection { __typename id name description createdAt defaultArtifactType { name } project { name entity { name } } tags { edges { node { name } } } }
        }
        """);

    /// <summary>Which versions there are in the registries of an organization, and nothing of them.</summary>
    public static WandbDocument RegisteredIds { get; } = new("RegisteredIds",
        $$"""
        query RegisteredIds($organization: String!, $registries: JSONString, $first: Int!, $after: String) {
          organization(name: $organization) {
            orgEntity { artifactMemberships(projectFilters: $registries, first: $first, after: $after) { {{PageInfo}} edges { node { id } } } }
          }
        }
        """);

    /// <summary>Collections of the model registry of a team, as servers had it before there were registries of an organization.</summary>
    public static WandbDocument OldRegistry { get; } = Versioned("OldRegistry", """
        query OldRegistry($entity: String!, $project: String!, $members: Int!, $first: Int!, $after: String, VARIABLES) {
          project(name: $project, entityName: $entity) {
            artifactCollections(first: $first, after: $after) {
              TOTAL PAGE
              edges {
                node {
                  __typename id name description createdAt defaultArtifactType { name } project { name entity { name } }
                  artifactMemberships(first: $members) { PAGE edges { node { id versionIndex createdAt aliases { alias } artifact { ...VersionParts } } } }
                }
              }
            }
          }
        }
        """);

    /// <summary>Reports of a project.</summary>
    public static WandbDocument Reports { get; } = new("Reports",
        $$"""
        query Reports($entity: String!, $project: String!, $first: Int!, $after: String) {
          project(name: $project, entityName: $entity) {
            allViews(viewType: "runs", first: $first, after: $after) {
              totalCount {{PageInfo}} edges { node { id name displayName description createdAt updatedAt user { username } updatedBy { username } } }
            }
          }
        }
        """,
        $$"""
        query Reports($entity: String!, $project: String!, $first: Int!, $after: String) {
          project(name: $project, entityName: $entity) {
            allViews(viewType: "runs", first: $first, after: $after) {
              {{PageInfo}} edges { node { id name displayName description createdAt updatedAt user { username } updatedBy { username } } }
            }
          }
        }
        """);

    /// <summary>All of them.</summary>
    public static ImmutableArray<WandbDocument> All { get; } =
        [Viewer, Project, Projects, Runs, Run, RunInputs, RunOutputs, Count, Compared, Sweeps, Collections, Versions, Organization, Registered, RegisteredIds, OldRegistry, Reports];

    private static WandbDocument Versioned(string name, string query)
    {
        var text = query.Replace("PAGE", PageInfo, StringComparison.Ordinal);
        return new WandbDocument(
            name,
            $"{text.Replace("VARIABLES", VersionVariables, StringComparison.Ordinal).Replace("TOTAL", "totalCount", StringComparison.Ordinal)}\n{VersionParts}",
            $"{text.Replace(", VARIABLES", "", StringComparison.Ordinal).Replace("TOTAL ", "", StringComparison.Ordinal)}\n{LightVersionParts}")
        {
            Lost = "tags of versions, and of the run that made one its results, settings, curves and what went in",
        };
    }
}
