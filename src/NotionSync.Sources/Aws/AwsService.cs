namespace NotionSync.Sources.Aws;

/// <summary>What tells one AWS service's JSON protocol from another's.</summary>
/// <param name="Name">The source's name, which is the HTTP client's too, e.g. <c>CloudWatch</c>.</param>
/// <param name="SigningName">What requests are signed for, e.g. <c>monitoring</c>.</param>
/// <param name="IamPrefix">What rights begin with, e.g. <c>cloudwatch</c>.</param>
/// <param name="TargetPrefix">What operations are prefixed with in <c>X-Amz-Target</c>.</param>
/// <param name="JsonVersion">E.g. <c>1.0</c>.</param>
/// <param name="Headers">Further headers of every request.</param>
internal sealed record AwsService(
    string Name, string SigningName, string IamPrefix, string TargetPrefix, string JsonVersion, IReadOnlyList<KeyValuePair<string, string>> Headers)
{
    /// <summary>The service that keeps figures. The header asks for the codes of its older protocol, which stay the same.</summary>
    public static AwsService CloudWatch { get; } = new(
        "CloudWatch", "monitoring", "cloudwatch", "GraniteServiceVersion20100801", "1.0", [new("x-amzn-query-mode", "true")]);

    /// <summary>The service that tells costs.</summary>
    public static AwsService CostExplorer { get; } = new("CostExplorer", "ce", "ce", "AWSInsightsIndexService", "1.1", []);

    /// <summary>The configuration section.</summary>
    public string Section => $"Sources:{Name}";

    /// <summary>The right that an operation needs.</summary>
    public string Right(string operation) => $"{IamPrefix}:{operation}";
}
