using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using NotionSync.Mapping;
using NotionSync.Sources.Http;
using NotionSync.Sources.JsonApi.Paging;
using NotionSync.Sources.Kinds;

namespace NotionSync.Sources.JsonApi;

/// <summary>Asks one JSON API as blocks say, within the origin that is configured.</summary>
internal sealed class JsonApiClient(string name, IOptionsMonitor<JsonApiOptions> monitor, IHttpClientFactory http, TimeProvider time)
{
    /// <summary>The source's name.</summary>
    public string Name => name;

    /// <summary>The section of the configuration that messages name.</summary>
    public string Section => $"Sources:{name}";

    /// <summary>Reads a list page by page.</summary>
    /// <param name="settings">What is asked for.</param>
    /// <param name="at">The time of the read.</param>
    /// <param name="since">Only what changed since then; null for all.</param>
    /// <param name="cancellationToken">Stops between pages.</param>
    /// <exception cref="VendorException">It was refused, led elsewhere, came twice, or holds no list.</exception>
    public async IAsyncEnumerable<JsonApiPage> PagesAsync(JsonApiSettings settings, DateTimeOffset at, DateTimeOffset? since, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var vendor = Vendor(settings);
        var exchange = new JsonExchange(vendor, http, time);
        var tokens = new PageTokens(vendor, settings.Scope);
        var firsts = new HashSet<string>(StringComparer.Ordinal);
        var isEmpty = false;
        var pages = 0;
        for (var page = settings.Paging.First; page is not null;)
        {
            if (++pages > settings.MostPages)
            {
                throw Fault(vendor, $"gave {settings.MostPages} pages of '{settings.Scope}' and no end. Check 'paging' of the block, or raise its 'mostPages'.");
            }

            var address = Address(vendor, settings, page, at, since);
            var answer = await exchange.SendAsync(() => Request(settings, page, address, since), cancellationToken);
            var input = ExpressionInput.From(answer.Body);
            var items = Items(vendor, settings, answer, input);
            yield return new JsonApiPage(items, answer.ServerTime);

            var next = Next(vendor, settings, page, new PageAnswer(answer, input), items.Count);
            if (next is { Token: { } token })
            {
                tokens.GoesOn(token);
            }
            else if (next is not null && (items is [var first, ..] ? !firsts.Add(Identity(settings, first)) : isEmpty))
            {
                // An API that takes no notice of a number begins each page with the same item, whatever else moves in it.
                throw Fault(vendor, $"gave the same page of '{settings.Scope}' twice, so that it cannot be read to its end. Check 'paging' of the block.");
            }

            (isEmpty, page) = (items.Count == 0, next);
        }
    }

    private static string Identity(JsonApiSettings settings, JsonNode? item) =>
        SettingsCheck.Text(JsonApiKind.Record(settings, item)?[JsonApiKind.KeyMember]) ?? item?.ToJsonString() ?? "null";

    private static Page? Next(Vendor vendor, JsonApiSettings settings, Page page, PageAnswer answer, int count)
    {
        try
        {
            return settings.Paging.After(page, answer, count);
        }
        catch (ExpressionException failure)
        {
            throw Fault(vendor, $"answered '{settings.Path}' with what 'paging' of the block cannot read: {failure.Message}");
        }
    }

    private static Uri Address(Vendor vendor, JsonApiSettings settings, Page page, DateTimeOffset at, DateTimeOffset? since)
    {
        var start = new Uri($"{vendor.BaseUrl.AbsoluteUri.TrimEnd('/')}/{settings.Path}");
        if (page.Address is { } given)
        {
            return Uri.TryCreate(start, given, out var address) && IsSameOrigin(address, vendor.BaseUrl)
                ? address
                : throw Fault(vendor, $"names a next page elsewhere ('{(address ?? start).GetLeftPart(UriPartial.Authority)}'), where credentials are not sent. Nothing but the configured address is asked.");
        }

        var query = settings.Query.Select(pair => (pair.Key, pair.Value == JsonApiSettings.Today ? JsonApiSince.Write(new(at.UtcDateTime.Date, TimeSpan.Zero)) : pair.Value));
        if (!settings.PagesByBody)
        {
            query = query.Concat(Arguments(settings, page, since).Select(pair => (pair.Key, pair.Value.ToString())));
        }

        var whole = new UriBuilder(start);
        whole.Query = string.Join('&', query.Select(pair => $"{Uri.EscapeDataString(pair.Key)}={Uri.EscapeDataString(pair.Item2)}").Prepend(whole.Query.TrimStart('?')).Where(part => part.Length > 0));
        return whole.Uri;
    }

    private static HttpRequestMessage Request(JsonApiSettings settings, Page page, Uri address, DateTimeOffset? since)
    {
        if (settings.Body is null)
        {
            return new HttpRequestMessage(HttpMethod.Get, address);
        }

        var body = settings.Body.DeepClone().AsObject();
        foreach (var (member, value) in settings.PagesByBody ? Arguments(settings, page, since) : [])
        {
            body[member] = value.DeepClone();
        }

        return new HttpRequestMessage(HttpMethod.Post, address) { Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json") };
    }

    private static IEnumerable<KeyValuePair<string, JsonNode>> Arguments(JsonApiSettings settings, Page page, DateTimeOffset? since) =>
        settings.Since is { } cursor && since is { } instant ? page.Arguments.Append(new(cursor.Parameter, cursor.At(instant - cursor.Overlap))) : page.Arguments;

    private static JsonArray Items(Vendor vendor, JsonApiSettings settings, JsonAnswer answer, ExpressionInput input)
    {
        try
        {
            return (settings.Items is null ? answer.Body : settings.Items.Evaluate(input)) switch
            {
                JsonArray list => list,
                JsonObject one when settings.Items is not null => [one],
                _ => throw Fault(vendor, $"answered '{settings.Path}' without a list at '{settings.Items?.Text ?? "@"}'. Check 'items' of the block."),
            };
        }
        catch (ExpressionException failure)
        {
            throw Fault(vendor, $"answered '{settings.Path}' with what the block cannot read: {failure.Message}");
        }
    }

    private static bool IsSameOrigin(Uri one, Uri other) => Uri.Compare(one, other, UriComponents.SchemeAndServer, UriFormat.SafeUnescaped, StringComparison.OrdinalIgnoreCase) == 0;

    private static VendorException Fault(Vendor vendor, string what) => new($"{vendor.Name} at {vendor.Address} {what}", status: 0);

    private Vendor Vendor(JsonApiSettings settings)
    {
        var options = monitor.Get(name);
        var needed = settings.Auth.Needs.Where(key => string.IsNullOrEmpty(key switch { "Token" => options.Token, "Username" => options.Username, _ => options.Password })).ToList();
        if (needed.Count > 0)
        {
            throw new VendorException($"{name} cannot be signed in to: {string.Join(" and ", needed.Select(key => $"{Section}:{key}"))} is not set. Set it, or write 'auth: none' in the block.", status: 401);
        }

        var address = !string.IsNullOrWhiteSpace(options.BaseUrl) ? new Uri(options.BaseUrl.Trim()) : settings.BaseUrl
            ?? throw new VendorException($"{name} has no address for '{settings.Scope}'. Set {Section}:BaseUrl, or 'baseUrl' in the block's 'read'.", status: 0);
        return new Vendor
        {
            Name = name,
            Section = Section,
            BaseUrl = address,
            Timeout = options.Timeout,
            AtOnce = 2,
            Secrets = options.Secrets(),
            CredentialFix = $"set {Section}:{(settings.Auth is JsonApiAuth.Basic ? "Username and Password" : "Token, or Username and Password,")} and check 'auth' of the block",
            SignIn = (request, _) =>
            {
                request.Headers.TryAddWithoutValidation("Accept", "application/json");
                foreach (var (header, value) in settings.Headers.Concat(options.Headers))
                {
                    request.Headers.Remove(header);
                    request.Headers.TryAddWithoutValidation(header, value);
                }

                settings.Auth.Sign(request, options);
                return ValueTask.CompletedTask;
            },
            Words = (_, body) => JsonApiWords.Of(body),
        };
    }
}

/// <summary>Items of a list, and the API's clock when it gave them.</summary>
internal sealed record JsonApiPage(JsonArray Items, DateTimeOffset? ServerTime);
