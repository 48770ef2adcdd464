using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using NotionSync.Sources.Kinds;

namespace NotionSync.Sources.JsonApi;

/// <summary>How a block signs in; the secret itself comes from the configuration alone. A closed family.</summary>
internal abstract record JsonApiAuth
{
    private JsonApiAuth()
    {
    }

    /// <summary>The keys below the source's section without which it cannot sign in.</summary>
    public abstract IReadOnlyList<string> Needs { get; }

    /// <summary>Signs a request.</summary>
    public abstract void Sign(HttpRequestMessage request, JsonApiOptions options);

    /// <summary>What a block says under <c>auth</c>; nothing said: what the configuration holds.</summary>
    /// <param name="node">A word, or a section with one member.</param>
    /// <returns>Null when it is none of these.</returns>
    public static JsonApiAuth? From(JsonNode? node) => node switch
    {
        null => new Configured(),
        JsonValue word => SettingsCheck.Text(word) switch
        {
            "none" => new None(),
            "bearer" => new Header("Authorization", "Bearer "),
            "basic" => new Basic(),
            _ => null,
        },
        JsonObject { Count: 1 } section when SettingsCheck.Text(section["query"]) is { Length: > 0 } name => new Query(name),
        JsonObject section when SettingsCheck.Text(section["header"]) is { Length: > 0 } name && section.All(member => member.Key is "header" or "prefix") =>
            new Header(name, SettingsCheck.Text(section["prefix"]) ?? ""),
        _ => null,
    };

    /// <summary>No credential.</summary>
    public sealed record None : JsonApiAuth
    {
        public override IReadOnlyList<string> Needs => [];

        public override void Sign(HttpRequestMessage request, JsonApiOptions options)
        {
        }
    }

    /// <summary>A bearer token, or user and password, whichever is set.</summary>
    public sealed record Configured : JsonApiAuth
    {
        public override IReadOnlyList<string> Needs => [];

        public override void Sign(HttpRequestMessage request, JsonApiOptions options) =>
            request.Headers.Authorization = options switch
            {
                { Token.Length: > 0 } => new AuthenticationHeaderValue("Bearer", options.Token),
                { BasicCredential: { } credential } => new AuthenticationHeaderValue("Basic", credential),
                _ => null,
            };
    }

    /// <summary>User and password.</summary>
    public sealed record Basic : JsonApiAuth
    {
        public override IReadOnlyList<string> Needs => ["Username", "Password"];

        public override void Sign(HttpRequestMessage request, JsonApiOptions options) =>
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic", options.BasicCredential);
    }

    /// <summary>The token in a header, behind a prefix that may be empty.</summary>
    public sealed record Header(string Name, string Prefix) : JsonApiAuth
    {
        public override IReadOnlyList<string> Needs => ["Token"];

        public override void Sign(HttpRequestMessage request, JsonApiOptions options) => request.Headers.TryAddWithoutValidation(Name, Prefix + options.Token);
    }

    /// <summary>The token as a parameter of the address.</summary>
    public sealed record Query(string Name) : JsonApiAuth
    {
        public override IReadOnlyList<string> Needs => ["Token"];

        public override void Sign(HttpRequestMessage request, JsonApiOptions options)
        {
            var address = new UriBuilder(request.RequestUri!);
            address.Query = $"{address.Query.TrimStart('?')}&{Uri.EscapeDataString(Name)}={Uri.EscapeDataString(options.Token ?? "")}".TrimStart('&');
            request.RequestUri = address.Uri;
        }
    }
}
