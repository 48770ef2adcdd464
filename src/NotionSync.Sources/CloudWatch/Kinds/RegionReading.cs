using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using NotionSync.Abstractions;
using NotionSync.Model;
using NotionSync.Sources.Aws;
using NotionSync.Sources.Http;
using NotionSync.Sources.Kinds;

namespace NotionSync.Sources.CloudWatch.Kinds;

/// <summary>Reads a kind region by region: one that fails leaves the others alone.</summary>
internal static class RegionReading
{
    /// <summary>Name of the setting that says which regions are read.</summary>
    public const string Setting = "regions";

    /// <summary>The regions of a block, else those of the configuration.</summary>
    public static IReadOnlyList<string> Regions(JsonObject? settings, CloudWatchClient client) =>
        settings?[Setting] is JsonArray { Count: > 0 } named ? [.. named.Select(SettingsCheck.Text).OfType<string>().Distinct()] : client.Regions;

    /// <summary>What is wrong with the setting.</summary>
    public static IEnumerable<SettingFault> Check(JsonObject settings)
    {
        if (!settings.TryGetPropertyValue(Setting, out var written))
        {
            return [];
        }

        return written is JsonArray { Count: > 0 } named
            ? named.Index()
                .Where(one => SettingsCheck.Text(one.Item) is not { } name || !AwsRegions.IsName(name))
                .Select(one => new SettingFault($"/{Setting}/{one.Index}", $"'{one.Item}' is no region.", "Write a name such as eu-west-1."))
            : [new SettingFault($"/{Setting}", $"'{Setting}' is no list of regions.", "Write e.g. regions: [eu-west-1], or leave it out for all that are configured.")];
    }

    /// <summary>Streams what each region gives. With a single region its fault is that of the whole kind.</summary>
    /// <param name="regions">Which; at least one.</param>
    /// <param name="read">Reads one, and marks it when its list was read to the end.</param>
    /// <param name="cancellationToken">Stops between items.</param>
    public static async IAsyncEnumerable<SourceItem> StreamAsync(
        IReadOnlyList<string> regions, Func<string, IAsyncEnumerable<SourceItem>> read, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var region in regions)
        {
            await using var items = read(region).GetAsyncEnumerator(cancellationToken);
            while (true)
            {
                SourceItem? item;
                try
                {
                    item = await items.MoveNextAsync() ? items.Current : null;
                }
                catch (VendorException fault) when (regions.Count > 1)
                {
                    item = new SourceItem.Failed($"region {region}", fault.Message);
                }

                if (item is null)
                {
                    break;
                }

                yield return item;
            }
        }
    }

    /// <summary>A record of a region.</summary>
    public static SourceItem Found(string region, JsonObject data, bool isPartial) => new SourceItem.Found(new SourceRecord(region, data) { IsPartial = isPartial });
}
