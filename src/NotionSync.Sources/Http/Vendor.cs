using System.Text.Json.Nodes;

namespace NotionSync.Sources.Http;

/// <summary>What the shared exchange needs to know of a vendor's API: how it is addressed, signed in to, and how it says no.</summary>
internal sealed record Vendor
{
    /// <summary>In the vendor's own spelling, e.g. <c>MLflow</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The configuration section that messages name, e.g. <c>Sources:MLflow</c>.</summary>
    public required string Section { get; init; }

    /// <summary>Where it is; paths are appended to its own path.</summary>
    public required Uri BaseUrl { get; init; }

    /// <summary>The key within <see cref="Section"/> that sets the address. Default <c>BaseUrl</c>.</summary>
    public string AddressSetting { get; init; } = "BaseUrl";

    /// <summary>For one attempt.</summary>
    public required TimeSpan Timeout { get; init; }

    /// <summary>Exchanges that may be under way at the same time.</summary>
    public int AtOnce { get; init; } = 4;

    /// <summary>What must never be seen in a message, the longest first. It is read anew for each message.</summary>
    public required IReadOnlyList<string> Secrets { get; init; }

    /// <summary>How a refused credential is mended, e.g. <c>set Sources:MLflow:Token, or Username and Password</c>.</summary>
    public required string CredentialFix { get; init; }

    /// <summary>Adds credential and headers to a request; asked before each attempt, so that signatures are fresh.</summary>
    public required Func<HttpRequestMessage, CancellationToken, ValueTask> SignIn { get; init; }

    /// <summary>The vendor's own code and words in a refusal's body (null when it was no JSON); empty texts when it says nothing.</summary>
    public required Func<HttpResponseMessage, JsonNode?, VendorWords> Words { get; init; }

    /// <summary>How a refusal is mended that means something else than its status says, as a sentence; null: by its status.</summary>
    public Func<int, string, string?> Mend { get; init; } = (_, _) => null;

    /// <summary>Whether an answer with a good status is a refusal all the same, as with GraphQL. Default: never.</summary>
    public Func<JsonNode?, bool> Refuses { get; init; } = _ => false;

    /// <summary>How long the vendor wants to be left alone, by its own headers; null when it does not say. <c>Retry-After</c> is read anyway.</summary>
    public Func<HttpResponseMessage, TimeSpan?> Wait { get; init; } = _ => null;

    /// <summary>Whether a refusal may pass; null: by its status.</summary>
    public Func<VendorException, bool?> MayPass { get; init; } = _ => null;

    /// <summary>Signs in by a header that is always the same.</summary>
    public static Func<HttpRequestMessage, CancellationToken, ValueTask> Header(string name, string? value) => (request, _) =>
    {
        request.Headers.Add(name, value);
        return ValueTask.CompletedTask;
    };

    /// <summary>The address without anything that may be secret, for messages.</summary>
    public string Address => BaseUrl.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped).TrimEnd('/');
}

/// <summary>How a vendor puts a refusal.</summary>
/// <param name="Code">Its own code, e.g. <c>RESOURCE_DOES_NOT_EXIST</c>; empty when it gives none.</param>
/// <param name="Message">Its own words; empty when it gives none.</param>
internal readonly record struct VendorWords(string Code, string Message)
{
    /// <summary>It says nothing.</summary>
    public static VendorWords None => new("", "");
}
