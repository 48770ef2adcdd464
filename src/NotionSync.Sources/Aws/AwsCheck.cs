using NotionSync.Model;
using NotionSync.Sources.Http;

namespace NotionSync.Sources.Aws;

/// <summary>A question that shows whether a right is there.</summary>
/// <param name="Operation">The operation, e.g. <c>DescribeAlarms</c>.</param>
/// <param name="Ask">Asks.</param>
/// <param name="Fine">Refusals that show that the right is there.</param>
internal sealed record AwsProbe(string Operation, Func<CancellationToken, Task<JsonAnswer>> Ask, params IReadOnlyList<string> Fine);

/// <summary>Asks one service in one region what a sync will need of it.</summary>
internal sealed class AwsCheck(AwsService service, TimeProvider time)
{
    /// <summary>What is wrong, with the mend; a fault that all questions would meet ends the asking.</summary>
    public async Task<IReadOnlyList<Diagnostic>> RunAsync(IEnumerable<AwsProbe> probes, CancellationToken cancellationToken)
    {
        var findings = new List<Diagnostic>();
        DateTimeOffset? there = null;
        foreach (var probe in probes)
        {
            try
            {
                var answer = await probe.Ask(cancellationToken);
                there ??= answer.ServerTime;
            }
            catch (VendorException refusal) when (probe.Fine.Contains(refusal.Code))
            {
                there ??= refusal.ServerTime;
            }
            catch (VendorException refusal)
            {
                findings.Add(Finding(refusal, probe.Operation));
                if (!IsOfTheRight(refusal))
                {
                    break;
                }
            }
        }

        return [.. findings, .. Skew(there)];
    }

    private Diagnostic Finding(VendorException refusal, string operation)
    {
        var fix = IsOfTheRight(refusal) ? $"Allow {service.Right(operation)} to the user or role; docs/sources/{service.Name.ToLowerInvariant()}.md has the policy." : "";
        return new Diagnostic(Severity.Error, $"{service.Section}:{Key(refusal)}", refusal.Message, fix);
    }

    private static string Key(VendorException refusal) => refusal switch
    {
        _ when IsOfTheRight(refusal) => "RoleArn",
        { Status: 429 } => "Schedule",
        { Status: 0, InnerException: Amazon.Runtime.AmazonClientException or Amazon.Runtime.AmazonServiceException } or { Status: 400 or 401 or 403 } => "Profile",
        _ => "ServiceUrl",
    };

    private IEnumerable<Diagnostic> Skew(DateTimeOffset? there) =>
        ClockSkew.Find(there, time, $"{service.Section}:ServiceUrl", "AWS", "Set it by NTP: from five minutes on AWS refuses every signature.");

    private static bool IsOfTheRight(VendorException refusal) => refusal.Code is "AccessDenied" or "AccessDeniedException" or "AuthorizationError" or "UnauthorizedOperation";
}
