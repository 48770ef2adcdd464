using System.Text;

namespace NotionSync.Sources.Prometheus;

/// <summary>Section <c>Sources:Prometheus</c>. Without <see cref="BaseUrl"/> the source is off.</summary>
public sealed class PrometheusOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Sources:Prometheus";

    // A tenant called "1" is no secret, and masking it would spoil every figure in a message.
    private const int ShortestSecretHeader = 6;

    /// <summary>False turns the source off. Default: on.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Absolute http or https address, path prefix included, e.g. <c>https://mimir.example/prometheus</c>.</summary>
    public string? BaseUrl { get; set; }

    /// <summary>When it is read: a Quartz cron expression. Default: every five minutes.</summary>
    public string Schedule { get; set; } = "0 0/5 * * * ?";

    /// <summary>Sent as bearer token; not together with <see cref="Username"/>.</summary>
    public string? Token { get; set; }

    /// <summary>For basic authentication.</summary>
    public string? Username { get; set; }

    /// <summary>For basic authentication.</summary>
    public string? Password { get; set; }

    /// <summary>Further headers of every request, e.g. <c>X-Scope-OrgID</c>.</summary>
    public Dictionary<string, string> Headers { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>For one request, 1 second to 10 minutes. Default 1 minute.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Whether the source is to be read.</summary>
    public bool IsOn => Enabled && !string.IsNullOrWhiteSpace(BaseUrl);

    /// <summary>Address and way of signing in; no secret.</summary>
    public override string ToString() =>
        $"Prometheus at {Address}, {(Token is { Length: > 0 } ? "bearer token" : Username is { Length: > 0 } ? "basic authentication" : "no credential")}";

    /// <summary>The address without anything that may be secret, for messages.</summary>
    internal string Address => Uri.TryCreate(BaseUrl, UriKind.Absolute, out var address)
        ? address.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped).TrimEnd('/')
        : "an address that cannot be read";

    /// <summary>What must never be seen in a message, the longest first.</summary>
    internal IReadOnlyList<string> Secrets() =>
    [
        .. new[] { Token, Password, BasicCredential }
            .Concat(Headers.Values.Where(value => value is { Length: >= ShortestSecretHeader }))
            .OfType<string>()
            .Where(secret => secret.Length > 0)
            .OrderByDescending(secret => secret.Length),
    ];

    /// <summary>User and password as basic authentication sends them; null without a user.</summary>
    internal string? BasicCredential => Username is { Length: > 0 } ? Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Username}:{Password}")) : null;
}
