using Microsoft.Extensions.Options;
using NotionSync.Sources.Http;

namespace NotionSync.Sources.JsonApi;

/// <summary>Checks the section of one source; those of others are for their own validators.</summary>
internal sealed class JsonApiOptionsValidator(string source) : IValidateOptions<JsonApiOptions>
{
    private readonly VendorOptionsValidator<JsonApiOptions> validator = new($"Sources:{source}", options => options.Enabled, options => HeaderFaults(source, options));

    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, JsonApiOptions options) => name == source ? validator.Validate(name, options) : ValidateOptionsResult.Skip;

    private static IEnumerable<string> HeaderFaults(string source, JsonApiOptions options)
    {
        using var probe = new HttpRequestMessage();
        foreach (var (name, value) in options.Headers)
        {
            if (value is null || value.Any(char.IsControl) || !probe.Headers.TryAddWithoutValidation(name, value))
            {
                yield return $"Sources:{source}:Headers:{name} cannot be sent as a header. Check its name, and that its value is one line.";
            }
        }
    }
}
