using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;

namespace NotionSync.Sources.Aws;

/// <summary>Finds what is wrong in the section of an AWS service, all of it at once; a section that is off is not checked.</summary>
/// <param name="section">E.g. <c>Sources:CloudWatch</c>.</param>
/// <param name="more">Faults of the service's own keys, as sentences that begin with the key.</param>
internal sealed partial class AwsOptionsValidator<T>(string section, Func<T, IEnumerable<string>> more) : IValidateOptions<T>
    where T : AwsOptions
{
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, T options) =>
        options.IsOn && Faults(options).ToList() is { Count: > 0 } faults ? ValidateOptionsResult.Fail(faults) : ValidateOptionsResult.Success;

    private IEnumerable<string> Faults(T options) => [.. AddressFaults(options.ServiceUrl), .. CredentialFaults(options), .. RoleFaults(options), .. TimeoutFaults(options), .. more(options)];

    private IEnumerable<string> AddressFaults(string? written)
    {
        if (string.IsNullOrWhiteSpace(written))
        {
            yield break;
        }

        if (!Uri.TryCreate(written.Trim(), UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
        {
            yield return $"{section}:ServiceUrl must be an absolute http or https address, e.g. 'https://vpce-1234.monitoring.eu-west-1.vpce.amazonaws.com'.";
        }
        else if (address.UserInfo.Length > 0 || address.Query.Length > 0 || address.Fragment.Length > 0)
        {
            yield return $"{section}:ServiceUrl holds more than scheme, host and port. Leave out user, password, query and fragment.";
        }
    }

    private IEnumerable<string> CredentialFaults(T options)
    {
        if (options is { AccessKeyId.Length: > 0, SecretAccessKey: null or "" } or { AccessKeyId: null or "", SecretAccessKey.Length: > 0 })
        {
            yield return $"{section}:AccessKeyId and {section}:SecretAccessKey belong together. Set both, or neither for the default credential chain.";
        }

        if (options is { SessionToken.Length: > 0, AccessKeyId: null or "" })
        {
            yield return $"{section}:SessionToken is set without {section}:AccessKeyId. Set all three, or none of them.";
        }

        if (options is { Profile.Length: > 0, AccessKeyId.Length: > 0 })
        {
            yield return $"{section}:Profile and {section}:AccessKeyId exclude each other. Leave out one of them.";
        }
    }

    private IEnumerable<string> RoleFaults(T options)
    {
        if (options.RoleArn is { Length: > 0 } role && !Role().IsMatch(role))
        {
            yield return $"{section}:RoleArn is no ARN of a role. It looks like 'arn:aws:iam::123456789012:role/notionsync'.";
        }

        if (options is { ExternalId.Length: > 0, RoleArn: null or "" })
        {
            yield return $"{section}:ExternalId is set without {section}:RoleArn. It is sent only when a role is assumed.";
        }
    }

    private IEnumerable<string> TimeoutFaults(T options)
    {
        if (options.Timeout < Shortest || options.Timeout > Longest)
        {
            yield return $"{section}:Timeout must be between {Shortest} and {Longest}, was '{options.Timeout}'.";
        }
    }

    [GeneratedRegex(@"^arn:aws[a-z-]*:iam::\d{12}:role/.+$")]
    private static partial Regex Role();
}
