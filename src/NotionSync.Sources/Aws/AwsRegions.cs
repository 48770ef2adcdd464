using System.Text.RegularExpressions;
using Amazon;

namespace NotionSync.Sources.Aws;

/// <summary>Regions as they are written in configuration and mappings.</summary>
internal static partial class AwsRegions
{
    /// <summary>The regions of a list such as <c>eu-west-1, us-east-1</c>, in its order, each once.</summary>
    public static IReadOnlyList<string> Split(string? written) =>
        [.. (written ?? "").Split([',', ';', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct(StringComparer.Ordinal)];

    /// <summary>Whether it has the form of a region's name; new regions need no new version of this program.</summary>
    public static bool IsName(string written) => Name().IsMatch(written);

    /// <summary>Where a service is in a region, e.g. <c>https://monitoring.eu-west-1.amazonaws.com</c>.</summary>
    public static Uri Address(string service, string region) => new($"https://{service}.{region}.{RegionEndpoint.GetBySystemName(region).PartitionDnsSuffix}");

    [GeneratedRegex(@"^[a-z]{2,4}(-[a-z]+)+-\d{1,2}$")]
    private static partial Regex Name();
}
