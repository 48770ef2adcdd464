using Microsoft.Extensions.Options;

namespace NotionSync.Sources.Prometheus;

/// <summary>Checks all of the section at once; a source that is off is not checked.</summary>
internal sealed class PrometheusOptionsValidator : IValidateOptions<PrometheusOptions>
{
    private static readonly TimeSpan ShortestTimeout = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestTimeout = TimeSpan.FromMinutes(10);

    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, PrometheusOptions options) =>
        options.IsOn && Faults(options).ToList() is { Count: > 0 } faults ? ValidateOptionsResult.Fail(faults) : ValidateOptionsResult.Success;

    private static IEnumerable<string> Faults(PrometheusOptions options) =>
        [.. AddressFaults(options), .. CredentialFaults(options), .. options.Headers.SelectMany(header => HeaderFaults(options, header.Key, header.Value)), .. OtherFaults(options)];

    private static IEnumerable<string> AddressFaults(PrometheusOptions options)
    {
        if (!Uri.TryCreate(options.BaseUrl, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
        {
            yield return $"{Key("BaseUrl")} must be an absolute http or https address such as 'http://prometheus:9090'.";
            yield break;
        }

        if (address.UserInfo.Length > 0)
        {
            yield return $"{Key("BaseUrl")} must not hold a user or password. Set {Key("Username")} and {Key("Password")} instead.";
        }

        if (address.Query.Length > 0 || address.Fragment.Length > 0)
        {
            yield return $"{Key("BaseUrl")} must end with its path: it has a query or a fragment. Leave out what follows '?' or '#'.";
        }

        if (address.AbsolutePath.TrimEnd('/').EndsWith("/api/v1", StringComparison.Ordinal))
        {
            yield return $"{Key("BaseUrl")} must not end in '/api/v1': that part is added. Leave it out.";
        }
    }

    private static IEnumerable<string> CredentialFaults(PrometheusOptions options)
    {
        if (options is { Token.Length: > 0, Username.Length: > 0 })
        {
            yield return $"{Key("Token")} and {Key("Username")} exclude each other. Leave out one of them.";
        }

        if (options is { Password.Length: > 0, Username: null or "" })
        {
            yield return $"{Key("Password")} is set without {Key("Username")}. Set both, or neither.";
        }

        if (options is { Username.Length: > 0, Password: null or "" })
        {
            yield return $"{Key("Username")} is set without {Key("Password")}. Set both, or neither.";
        }

        if (options.Token is { Length: > 0 } token && token.Any(letter => char.IsWhiteSpace(letter) || char.IsControl(letter)))
        {
            yield return $"{Key("Token")} holds a blank or a line break. Set the token alone, without 'Bearer'.";
        }
    }

    private static IEnumerable<string> HeaderFaults(PrometheusOptions options, string name, string? value)
    {
        using var probe = new HttpRequestMessage();
        if (name.Length == 0 || value is null || value.Any(char.IsControl) || !probe.Headers.TryAddWithoutValidation(name, value))
        {
            yield return $"{Key("Headers")}:{name} cannot be sent as a header of a request. Check its name, and that its value is one line.";
        }
        else if (name.Equals("Authorization", StringComparison.OrdinalIgnoreCase) && (options.Token is { Length: > 0 } || options.Username is { Length: > 0 }))
        {
            yield return $"{Key("Headers")}:Authorization stands beside {Key("Token")} or {Key("Username")}. Leave out one of them.";
        }
    }

    private static IEnumerable<string> OtherFaults(PrometheusOptions options)
    {
        if (options.Timeout < ShortestTimeout || options.Timeout > LongestTimeout)
        {
            yield return $"{Key("Timeout")} must be between {ShortestTimeout} and {LongestTimeout}, was '{options.Timeout}'.";
        }

        if (string.IsNullOrWhiteSpace(options.Schedule))
        {
            yield return $"{Key("Schedule")} must be a cron expression such as '0 0/5 * * * ?', was empty.";
        }
    }

    private static string Key(string option) => $"{PrometheusOptions.Section}:{option}";
}
