using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using NotionSync.Abstractions;
using NotionSync.Model;
using NotionSync.Sources.Aws;
using NotionSync.Sources.Http;
using NotionSync.Sources.Kinds;

namespace NotionSync.Sources.CloudWatch.Kinds;

/// <summary>Dashboards of the account. They are the same in every region, so they are read in the first one only.</summary>
internal sealed class DashboardsKind(CloudWatchClient client) : IKind
{
    private const string Scope = "account";

    /// <inheritdoc/>
    public SourceKind Kind { get; } = new("dashboards", "A dashboard of the account with its page in the console.")
    {
        Key = "DashboardName",
        Scope = Scope,
        Permissions = ["cloudwatch:ListDashboards", "cloudwatch:GetDashboard"],
    };

    /// <inheritdoc/>
    public IEnumerable<SettingFault> Check(JsonObject? settings)
    {
        settings ??= [];
        foreach (var fault in SettingsCheck.Unknown(settings, "", "prefix", "widgets", "together"))
        {
            yield return fault;
        }

        if (settings.TryGetPropertyValue("prefix", out var prefix) && string.IsNullOrEmpty(SettingsCheck.Text(prefix)))
        {
            yield return new("/prefix", "'prefix' is no text.", "Write what the dashboards' names begin with, or leave it out for all.");
        }

        if (IsNoChoice(settings, "widgets"))
        {
            yield return new("/widgets", "'widgets' is neither true nor false.", "Write true to read what is on each dashboard, one more request each.");
        }

        if (IsNoChoice(settings, "together"))
        {
            yield return new("/together", "'together' is neither true nor false.", "Write true for a single record that lists all dashboards.");
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<SourceItem> ReadAsync(SourceQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var region = client.In(client.Regions[0]);
        var hasWidgets = query.Settings?["widgets"]?.GetValueKind() is JsonValueKind.True;
        var all = query.Settings?["together"]?.GetValueKind() is JsonValueKind.True ? new SortedDictionary<string, JsonObject>(StringComparer.Ordinal) : null;
        var isWhole = true;
        await foreach (var page in region.DashboardsAsync(SettingsCheck.Text(query.Settings?["prefix"]), cancellationToken))
        {
            foreach (var entry in page.Items("DashboardEntries"))
            {
                var record = Record(region.Name, entry);
                if (hasWidgets && SettingsCheck.Text(entry["DashboardName"]) is { } name && await AddWidgetsAsync(region, name, record, cancellationToken) is { } fault)
                {
                    isWhole = false;
                    yield return fault;
                }

                if (all is not null)
                {
                    all[SettingsCheck.Text(entry["DashboardName"]) ?? ""] = record;
                }
                else
                {
                    yield return new SourceItem.Found(new SourceRecord(Scope, record));
                }
            }
        }

        if (all is { Count: > 0 })
        {
            var together = new JsonObject { ["DashboardName"] = "all", ["dashboards"] = new JsonArray([.. all.Values]) };
            yield return new SourceItem.Found(new SourceRecord(Scope, together));
        }

        if (isWhole)
        {
            yield return new SourceItem.ScopeRead(Scope);
        }
    }

    private static bool IsNoChoice(JsonObject settings, string name) =>
        settings.TryGetPropertyValue(name, out var written) && written?.GetValueKind() is not (JsonValueKind.True or JsonValueKind.False);

    private static JsonObject Record(string region, JsonObject entry)
    {
        var record = (JsonObject)entry.DeepClone();
        if (AwsValues.Time(entry["LastModified"]) is { } time)
        {
            record["modifiedAt"] = AwsValues.Iso(time);
        }

        if (SettingsCheck.Text(entry["DashboardName"]) is { } name)
        {
            record["url"] = ConsoleLinks.Dashboard(region, name);
        }

        return record;
    }

    private static async Task<SourceItem?> AddWidgetsAsync(CloudWatchRegion region, string name, JsonObject record, CancellationToken cancellationToken)
    {
        try
        {
            var body = SettingsCheck.Text((await region.DashboardAsync(name, cancellationToken)).Object["DashboardBody"]);
            if (body is not null && JsonNode.Parse(body, documentOptions: AnswerJson.Options) is JsonObject dashboard)
            {
                record["widgets"] = dashboard["widgets"]?.DeepClone() ?? new JsonArray();
            }

            return null;
        }
        catch (VendorException gone) when (gone.Code is "ResourceNotFound" or "DashboardNotFoundError")
        {
            // Deleted between the list and this call.
            return null;
        }
        catch (VendorException fault)
        {
            return new SourceItem.Failed($"dashboard {name}", fault.Message);
        }
        catch (JsonException fault)
        {
            return new SourceItem.Partial($"dashboard {name}: what is on it cannot be read: {AnswerText.Clean(fault.Message, [])}");
        }
    }
}
