using Microsoft.Extensions.Options;

namespace NotionSync.Sources.Http;

/// <summary>Finds what is wrong in a vendor's section, all of it at once; a section that is off is not checked.</summary>
/// <param name="section">E.g. <c>Sources:MLflow</c>.</param>
/// <param name="isOn">Whether the source would be read.</param>
/// <param name="more">Faults of the vendor's own keys, as sentences that begin with the key.</param>
internal sealed class VendorOptionsValidator<T>(string section, Func<T, bool> isOn, Func<T, IEnumerable<string>> more) : IValidateOptions<T>
    where T : VendorOptions
{
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, T options) =>
        isOn(options) && Faults(options).ToList() is { Count: > 0 } faults ? ValidateOptionsResult.Fail(faults) : ValidateOptionsResult.Success;

    private IEnumerable<string> Faults(T options) => [.. AddressFaults(options.BaseUrl), .. CredentialFaults(options), .. OtherFaults(options), .. more(options)];

    private IEnumerable<string> AddressFaults(string? written)
    {
        if (string.IsNullOrWhiteSpace(written))
        {
            yield break;
        }

        if (!Uri.TryCreate(written.Trim(), UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
        {
            yield return $"{section}:BaseUrl must be an absolute http or https address, e.g. 'https://tool.example/path'.";
        }
        else if (address.UserInfo.Length > 0)
        {
            yield return $"{section}:BaseUrl holds a user or password. Set them by their own keys, so that no log shows them.";
        }
        else if (address.Query.Length > 0 || address.Fragment.Length > 0)
        {
            yield return $"{section}:BaseUrl ends in a query or fragment. Leave out what follows the path.";
        }
    }

    private IEnumerable<string> CredentialFaults(T options)
    {
        if (options.Token is { Length: > 0 } token)
        {
            if (token.Any(letter => char.IsWhiteSpace(letter) || char.IsControl(letter)))
            {
                yield return $"{section}:Token holds a blank or a line break. Set the token alone, without 'Bearer'.";
            }

            if (options.Username is { Length: > 0 })
            {
                yield return $"{section}:Token and {section}:Username are both set. Leave out one of them.";
            }
        }

        if (options is { Username.Length: > 0, Password: null or "" } or { Username: null or "", Password.Length: > 0 })
        {
            yield return $"{section}:Username and {section}:Password belong together. Set both, or neither.";
        }
    }

    private IEnumerable<string> OtherFaults(T options)
    {
        if (options.Timeout < Shortest || options.Timeout > Longest)
        {
            yield return $"{section}:Timeout must be between {Shortest} and {Longest}, was '{options.Timeout}'.";
        }
    }
}
