using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using NotionSync.Abstractions;

namespace NotionSync.Sources.JsonApi;

/// <summary>Reads a block's settings, and tells of all that is wrong with them at once.</summary>
internal static class JsonApiReader
{
    private static readonly string[] Secrets = ["Authorization", "Proxy-Authorization", "Cookie"];

    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(10);
    private const int MostOverlapMinutes = 7 * 24 * 60;

    /// <summary>The settings; of use only when there is no fault.</summary>
    public static (JsonApiSettings Settings, IReadOnlyList<SettingFault> Faults) Read(JsonObject? written)
    {
        var faults = new List<SettingFault>();
        var section = new SectionReader(written ?? [], "", faults);
        section.Know("baseUrl", "path", "method", "query", "body", "headers", "auth", "items", "key", "scope", "paging", "cursor");
        var path = Path(section);
        var query = section.Pairs("query", "{ type: dash-db }").ToImmutableArray();
        var isPost = section.Word("method", ["GET", "POST"]) == "POST";
        var body = Body(section, isPost);
        var (paging, byBody, mostPages) = PagingReader.Read(section);
        var settings = new JsonApiSettings
        {
            BaseUrl = BaseUrl(section),
            Path = path,
            Query = query,
            Body = body,
            Headers = [.. Headers(section)],
            Auth = Auth(section),
            Paging = paging,
            PagesByBody = byBody,
            MostPages = mostPages,
            Items = section.Expression("items", "data"),
            Key = section.Expression("key", "id"),
            Scope = section.Text("scope", "production") ?? Scope(path, query, body),
            Since = Since(section),
        };
        if (byBody && body is null)
        {
            faults.Add(new("/paging/in", "Only a POST has a body.", "Write 'method: POST', or leave out 'in'."));
        }

        return (settings, faults);
    }

    private static string Path(SectionReader section)
    {
        if (!section.Has("path"))
        {
            section.Fault("path", "'path' is missing: which call is made.", "Write e.g. 'path: api/search'.");
        }

        var path = section.Text("path", "api/search")?.TrimStart('/') ?? "";
        if (path.Contains("://", StringComparison.Ordinal) || path.Contains('#', StringComparison.Ordinal) || path.Any(char.IsWhiteSpace))
        {
            section.Fault("path", "'path' is no path below the API's address.", "Write it without scheme and host, and encoded: 'api/search'; parameters belong under 'query'.");
        }

        return path;
    }

    private static Uri? BaseUrl(SectionReader section)
    {
        if (section.Text("baseUrl", "https://grafana.example") is not { } written)
        {
            return null;
        }

        if (Uri.TryCreate(written, UriKind.Absolute, out var address) && address is { Scheme: "http" or "https", UserInfo: "", Query: "", Fragment: "" })
        {
            return address;
        }

        section.Fault("baseUrl", "'baseUrl' is no http or https address without user, query and fragment.", "Write e.g. 'https://grafana.example'; credentials belong into the configuration.");
        return null;
    }

    private static JsonObject? Body(SectionReader section, bool isPost)
    {
        if (section["body"] is JsonObject body && isPost)
        {
            return body;
        }

        if (section.Has("body"))
        {
            section.Fault("body", isPost ? "'body' is no JSON object." : "Only a POST has a body.", isPost ? "Write its members below it." : "Write 'method: POST', or leave it out.");
        }

        return isPost ? [] : null;
    }

    private static IEnumerable<KeyValuePair<string, string>> Headers(SectionReader section)
    {
        foreach (var header in section.Pairs("headers", "{ X-Api-Version: 2025-01 }"))
        {
            using var probe = new HttpRequestMessage();
            if (Secrets.Contains(header.Key, StringComparer.OrdinalIgnoreCase))
            {
                section.Fault($"headers/{header.Key}", $"'{header.Key}' carries a credential.", "Set it in the configuration: Token, Username and Password, or Headers:<Name>.");
            }
            else if (!probe.Headers.TryAddWithoutValidation(header.Key, header.Value) || header.Value.Any(char.IsControl))
            {
                section.Fault($"headers/{header.Key}", $"'{header.Key}' cannot be sent as a header.", "Check its name, and that its value is one line.");
            }
            else
            {
                yield return header;
            }
        }
    }

    private static JsonApiAuth Auth(SectionReader section)
    {
        if (JsonApiAuth.From(section["auth"]) is { } auth)
        {
            return auth;
        }

        section.Fault(
            "auth",
            "'auth' is no way to sign in.",
            "It is one of: none, bearer, basic, { header: Api-Key }, { header: Authorization, prefix: 'ApiKey ' }, { query: api_key }. The secret itself is set in the configuration.");
        return new JsonApiAuth.None();
    }

    private static JsonApiSince? Since(SectionReader section)
    {
        if (section.Section("cursor", "{ parameter: since }") is not { } cursor)
        {
            return null;
        }

        cursor.Know("parameter", "format", "overlapMinutes");
        if (!cursor.Has("parameter"))
        {
            cursor.Fault("parameter", "'parameter' is missing: what the instant is sent as.", "Write e.g. 'parameter: since'.");
        }

        var overlap = cursor.Whole("overlapMinutes", 0, MostOverlapMinutes) is { } minutes ? TimeSpan.FromMinutes(minutes) : Overlap;
        return new JsonApiSince(cursor.Text("parameter", "since") ?? "", cursor.Word("format", JsonApiSince.Formats) ?? "iso", overlap);
    }

    // Another filter is another scope: what it leaves out is not gone.
    private static string Scope(string path, ImmutableArray<KeyValuePair<string, string>> query, JsonObject? body)
    {
        var scope = query.IsEmpty ? path : $"{path}?{string.Join('&', query.Select(pair => $"{pair.Key}={pair.Value}"))}";
        return body is { Count: > 0 } ? $"{scope} {Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(body.ToJsonString())))[..8]}" : scope;
    }
}
