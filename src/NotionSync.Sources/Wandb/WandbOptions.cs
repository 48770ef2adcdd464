using System.Text;
using NotionSync.Sources.Http;

namespace NotionSync.Sources.Wandb;

/// <summary>The section <c>Sources:Wandb</c>.</summary>
internal sealed class WandbOptions : VendorOptions
{
    /// <summary>Its place in the configuration.</summary>
    public const string Section = "Sources:Wandb";

    private const string Cloud = "https://api.wandb.ai";
    private static readonly char[] Separators = [',', ';', ' ', '\n', '\t'];

    /// <summary>The key of a user or, better, a service account; of any length.</summary>
    public string? ApiKey { get; set; }

    /// <summary>The team or user whose projects are read, as in the address of its page.</summary>
    public string? Entity { get; set; }

    /// <summary>Names of projects, parted by commas, another entity's as <c>entity/name</c>; null for all of the entity.</summary>
    public string? Projects { get; set; }

    /// <summary>Where people open W&amp;B; null: derived from the address of the API.</summary>
    public string? AppUrl { get; set; }

    /// <summary>Whether the source would be read.</summary>
    public bool IsOn => Enabled && ApiKey is { Length: > 0 } && Entity is { Length: > 0 };

    /// <summary>The API's address; that of the cloud when none is set, or one that the validator refuses.</summary>
    public Uri Address => Uri.TryCreate(BaseUrl?.Trim(), UriKind.Absolute, out var written) ? written : new Uri(Cloud);

    /// <summary>Where people open W&amp;B, without a slash at the end: of <c>api.wandb.ai</c> it is <c>wandb.ai</c>, of <c>api.x</c> <c>app.x</c>, else the same.</summary>
    public string App => (AppUrl is { Length: > 0 } written ? written.Trim()
        : Address.Host.StartsWith("api.wandb.", StringComparison.OrdinalIgnoreCase) ? Address.AbsoluteUri.Replace("://api.", "://", StringComparison.OrdinalIgnoreCase)
        : Address.AbsoluteUri.Replace("://api.", "://app.", StringComparison.OrdinalIgnoreCase)).TrimEnd('/');

    /// <summary>The names in <see cref="Projects"/>; empty for all.</summary>
    public IReadOnlyList<string> ProjectNames => Projects?.Split(Separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];

    /// <summary>The key as basic authentication sends it.</summary>
    public string Credential => Convert.ToBase64String(Encoding.UTF8.GetBytes($"api:{ApiKey}"));

    /// <inheritdoc/>
    internal override IReadOnlyList<string> Secrets() => ApiKey is { Length: > 0 } ? LongestFirst(ApiKey, Credential) : [];
}
