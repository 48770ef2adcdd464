using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using NotionSync.Abstractions;
using NotionSync.Sources.Http;
using NotionSync.Sources.Kinds;

namespace NotionSync.Sources.Wandb.Kinds;

/// <summary>Versions in the registries of the entity's organization, or in the model registry that teams of old servers have.</summary>
internal sealed class RegistryKind(WandbClient client, WandbOptions options, WandbLinks links) : IKind
{
    private const string OldRegistry = "model-registry";

    // Each may bring the run that made it along, with all that went in.
    private const int AtOnce = 10;
    private const int IdsAtOnce = 100;

    // The old registry's versions have no pages.
    private const int MostMembers = 1000;

    /// <inheritdoc/>
    public SourceKind Kind { get; } = new("registry", "A version in a registry, with its aliases there, the artifact behind it and the run that made that.")
    {
        Key = "id",
        Scope = "organization",
        Permissions = ["view the registry"],
    };

    /// <inheritdoc/>
    public IEnumerable<SettingFault> Check(JsonObject? settings) =>
    [
        .. SettingsCheck.Unknown(settings ?? [], "", ["registries", .. ValueSettings.Members]),
        .. SettingsCheck.NoTexts(settings ?? [], "", "registries", "[model]"),
        .. ValueSettings.Check(settings ?? []),
    ];

    /// <inheritdoc/>
    public IAsyncEnumerable<SourceItem> ReadAsync(SourceQuery query, CancellationToken cancellationToken) => ScopedRead.ReadAsync(
        options.Entity!, "registry", RecordsAsync(query.Settings, cancellationToken), isWhole: true, cancellationToken);

    private async IAsyncEnumerable<JsonObject> RecordsAsync(JsonObject? settings, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var values = ValueSettings.From(settings);
        var entity = (await client.AskAsync(WandbDocuments.Organization, new JsonObject { ["entity"] = options.Entity }, cancellationToken)).Data["entity"];
        var organization = SettingsCheck.Text(entity?["organization"]?["name"]);
        var isOld = organization is null || entity?["organization"]?["orgEntity"] is not JsonObject;
        if (!isOld)
        {
            await using var edges = WandbWhole.EdgesAsync(client, Registered(organization!, settings, values), cancellationToken).GetAsyncEnumerator(cancellationToken);
            var hasMore = false;
            try
            {
                hasMore = await edges.MoveNextAsync();
            }
            catch (VendorException refusal) when (WandbClient.IsOfTheDocument(refusal))
            {
                isOld = true;
            }

            for (; hasMore; hasMore = await edges.MoveNextAsync())
            {
                if (edges.Current["node"] is JsonObject member
                    && await RecordAsync(member, member["artifactCollection"] as JsonObject, organization, values, cancellationToken) is { } record)
                {
                    yield return record;
                }
            }
        }

        if (isOld)
        {
            await foreach (var record in OldRecordsAsync(values, cancellationToken))
            {
                yield return record;
            }
        }
    }

    private async IAsyncEnumerable<JsonObject> OldRecordsAsync(ValueSettings values, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var project = new WandbProject(options.Entity!, OldRegistry);
        var list = new WandbList(
            WandbDocuments.OldRegistry,
            project.Variables([new("members", MostMembers), .. values.Variables()]),
            data => data["project"] is JsonObject parent ? parent["artifactCollections"] as JsonObject ?? [] : null,
            $"registry of an organization of '{options.Entity}', nor a {project.Part}")
        {
            Size = 5,
        };
        await foreach (var edge in WandbWhole.EdgesAsync(client, list, cancellationToken))
        {
            var collection = edge["node"] as JsonObject;
            if (WandbNodes.HasMore(collection?["artifactMemberships"]))
            {
                throw new VendorException($"The collection '{collection!["name"]}' of the model registry has more than {MostMembers} versions, the most that are read of an old server.", status: 0);
            }

            foreach (var member in (collection?["artifactMemberships"]?["edges"] as JsonArray ?? []).Select(member => member?["node"]).OfType<JsonObject>())
            {
                if (await RecordAsync(member, collection, organization: null, values, cancellationToken) is { } record)
                {
                    yield return record;
                }
            }
        }
    }

    private async Task<JsonObject?> RecordAsync(
        JsonObject node, JsonObject? collection, string? organization, ValueSettings values, CancellationToken cancellationToken)
    {
        var artifact = node["artifact"] as JsonObject;
        if (artifact is not null && !VersionRecord.IsCommitted(artifact))
        {
            return null;
        }

        await WandbLineage.CompleteMakerAsync(client, artifact, cancellationToken);
        var member = (JsonObject)WandbNodes.Plain(new JsonObject(node.Where(part => part.Key is not ("artifact" or "artifactCollection")).Select(part => KeyValuePair.Create(part.Key, part.Value?.DeepClone()))))!;
        var about = (JsonObject)WandbNodes.Plain(collection ?? [])!;
        about.Remove("artifactMemberships");
        var (entity, project) = VersionRecord.Place(about);
        var (name, version) = (SettingsCheck.Text(about["name"]), member["versionIndex"] is { } index ? $"v{index}" : null);
        member["name"] = name;
        member["version"] = version;
        member["type"] = SettingsCheck.Text(about["defaultArtifactType"]?["name"]);
        member["registry"] = project is null ? null : WandbLinks.Registry(project);
        member["url"] = entity is null || project is null || name is null || version is null ? null : links.Registered(organization, entity, project, name, version);
        member["collection"] = about;
        member["artifact"] = artifact is null ? null : VersionRecord.Of(artifact, values, links);
        return member;
    }

    private static WandbList Registered(string organization, JsonObject? settings, ValueSettings values)
    {
        KeyValuePair<string, JsonNode?>[] which = [new("organization", organization), new("registries", Registries(settings))];
        WandbList Of(WandbDocument document, IEnumerable<KeyValuePair<string, JsonNode?>> variables) => new(
            document,
            new JsonObject(variables),
            data => data["organization"]?["orgEntity"] is JsonObject owner ? owner["artifactMemberships"] as JsonObject ?? [] : null,
            $"versions in the registries of the organization '{organization}'");
        return Of(WandbDocuments.Registered, [.. which, .. values.Variables()]) with
        {
            Size = AtOnce,
            Ids = Of(WandbDocuments.RegisteredIds, which.Select(one => KeyValuePair.Create(one.Key, one.Value?.DeepClone()))) with { Size = IdsAtOnce },
        };
    }

    /// <summary>The filter of registries by the names of their projects; without settings all of them.</summary>
    public static string Registries(JsonObject? settings) => new JsonObject
    {
        ["name"] = SettingsCheck.Texts(settings?["registries"]) is { Count: > 0 } wanted
            ? new JsonObject { ["$in"] = new JsonArray([.. wanted.Select(name => JsonValue.Create(WandbLinks.RegistryPrefix + name))]) }
            : new JsonObject { ["$regex"] = $"^{WandbLinks.RegistryPrefix}" },
    }.ToJsonString();
}
