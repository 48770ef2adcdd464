using System.Text;

namespace NotionSync.Sources.Http;

/// <summary>What can be set for every vendor that is read over HTTP: the section <c>Sources:&lt;Name&gt;</c>.</summary>
public class VendorOptions
{
    /// <summary>False turns the source off. Default: on.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Absolute http or https address, path prefix included; null for the vendor's own.</summary>
    public string? BaseUrl { get; set; }

    /// <summary>When it is read: a Quartz cron expression in UTC; null for the source's default.</summary>
    public string? Schedule { get; set; }

    /// <summary>For one attempt of one request, 1 second to 10 minutes. Default 1 minute.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>A key or token.</summary>
    public string? Token { get; set; }

    /// <summary>For basic authentication.</summary>
    public string? Username { get; set; }

    /// <summary>For basic authentication.</summary>
    public string? Password { get; set; }

    /// <summary>User and password as basic authentication sends them; null without a user.</summary>
    internal string? BasicCredential => Username is { Length: > 0 } ? Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Username}:{Password}")) : null;

    /// <summary>What must never be seen in a message, the longest first.</summary>
    internal virtual IReadOnlyList<string> Secrets() => LongestFirst(Token, Password, BasicCredential);

    /// <summary>Secrets in the order in which they are taken out of a text; empty ones are left out.</summary>
    protected static IReadOnlyList<string> LongestFirst(params IEnumerable<string?> secrets) =>
        [.. secrets.OfType<string>().Where(secret => secret.Length > 0).OrderByDescending(secret => secret.Length)];
}
