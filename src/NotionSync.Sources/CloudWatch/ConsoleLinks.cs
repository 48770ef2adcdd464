namespace NotionSync.Sources.CloudWatch;

/// <summary>Addresses of the web console, for people.</summary>
internal static class ConsoleLinks
{
    /// <summary>An alarm's page.</summary>
    public static string Alarm(string region, string name) => $"{Home(region)}#alarmsV2:alarm/{Uri.EscapeDataString(name)}";

    /// <summary>A dashboard's page.</summary>
    public static string Dashboard(string region, string name) => $"{Home(region)}#dashboards/dashboard/{Uri.EscapeDataString(name)}";

    /// <summary>The page where metrics are looked at.</summary>
    public static string Metrics(string region) => $"{Home(region)}#metricsV2";

    private static string Home(string region) => $"{Host(region)}/cloudwatch/home?region={region}";

    private static string Host(string region) => region switch
    {
        _ when region.StartsWith("cn-", StringComparison.Ordinal) => "https://console.amazonaws.cn",
        _ when region.StartsWith("us-gov-", StringComparison.Ordinal) => "https://console.amazonaws-us-gov.com",
        _ when region.StartsWith("eusc-", StringComparison.Ordinal) => $"https://{region}.console.amazonaws-eusc.eu",
        _ => $"https://{region}.console.aws.amazon.com",
    };
}
