using System.Globalization;
using System.Text.Json.Nodes;
using NotionSync.Mapping;
using NotionSync.Sources.Tests.Contract;

namespace NotionSync.Sources.Tests.JsonApi;

/// <summary>An API that is read by mapping alone. Its answers are made by hand, in the forms that APIs commonly have.</summary>
public abstract class JsonApiKindContract : PagedKindContract
{
    protected override string Source => "Sample";

    protected override string Kind => "http";

    protected abstract JsonObject Paging { get; }

    protected override JsonObject Settings => new() { ["path"] = "api/items", ["items"] = "data", ["paging"] = Paging };

    protected override IReadOnlyList<MappedSource> Mapped => [new(Source, [Settings])];

    protected override IReadOnlyDictionary<string, string?> Configuration(Uri address) => SampleApi.Configuration(address, Secret);

    protected override JsonObject Item(int number) => SampleApi.Item(number);

    protected override JsonObject SparseItem(int number) => new() { ["id"] = number };

    protected override JsonObject? ItemOfTomorrow(int number, string word)
    {
        var item = Item(number);
        item["state"] = word;
        return item;
    }

    protected override bool IsListRequest(StubRequest request) => request.Path == "/api/items";

    protected static int Number(StubRequest request, string name) => int.Parse(request.Argument(name) ?? "0", CultureInfo.InvariantCulture);

    protected static int Pages(VendorList list) => (int)Math.Ceiling(list.Items.Count / (double)list.PageSize) + (list.HasEmptyPage ? 1 : 0);
}

/// <summary>Pages by number, of which the answer says how many there are.</summary>
public sealed class JsonApiNumberedPagesContract : JsonApiKindContract
{
    protected override JsonObject Paging => new() { ["by"] = "page", ["size"] = 3, ["sizeParameter"] = "per_page", ["pages"] = "meta.totalPages" };

    protected override StubAnswer Answer(StubRequest request, VendorList list)
    {
        var before = Number(request, "page") - 1;
        // The empty page is the second one; those behind it are shifted by one.
        var page = list.HasEmptyPage && before > 1 ? list.At($"page-{1_000_000 + ((before - 1) * list.PageSize)}") : list.At(before == 0 ? 0 : before * list.PageSize);
        return StubAnswer.Json(new JsonObject { ["data"] = page.Array, ["meta"] = new JsonObject { ["totalPages"] = list.IsStuck ? 99 : Pages(list) } });
    }
}

/// <summary>Pages by number that end with one that is empty.</summary>
public sealed class JsonApiPagesToAnEmptyOneContract : JsonApiKindContract
{
    protected override JsonObject Paging => new() { ["by"] = "page", ["parameter"] = "p", ["first"] = 0 };

    protected override bool HasEmptyPages => false;

    protected override StubAnswer Answer(StubRequest request, VendorList list) =>
        StubAnswer.Json(new JsonObject { ["data"] = list.At(Number(request, "p") == 0 ? 0 : Number(request, "p") * Math.Min(list.PageSize, 100)).Array });
}

/// <summary>Offsets, of which the answer says how many items there are.</summary>
public sealed class JsonApiOffsetsContract : JsonApiKindContract
{
    protected override JsonObject Paging => new() { ["by"] = "offset", ["parameter"] = "start", ["size"] = 100, ["total"] = "total" };

    protected override bool HasEmptyPages => false;

    protected override StubAnswer Answer(StubRequest request, VendorList list) =>
        StubAnswer.Json(new JsonObject { ["data"] = list.At(Number(request, "start")).Array, ["total"] = list.IsStuck ? 99 : list.Items.Count });
}

/// <summary>Cursors among the parameters of the address.</summary>
public sealed class JsonApiCursorsContract : JsonApiKindContract
{
    protected override JsonObject Paging => new() { ["by"] = "cursor", ["parameter"] = "continue", ["next"] = "metadata.continue", ["size"] = 500 };

    protected override StubAnswer Answer(StubRequest request, VendorList list)
    {
        var page = list.At(request.Argument("continue"));
        return StubAnswer.Json(new JsonObject { ["data"] = page.Array, ["metadata"] = new JsonObject { ["continue"] = page.Next ?? "" } });
    }
}

/// <summary>Cursors in the body of a POST.</summary>
public sealed class JsonApiPostedCursorsContract : JsonApiKindContract
{
    protected override JsonObject Paging => new() { ["by"] = "cursor", ["in"] = "body", ["next"] = "next_cursor", ["more"] = "has_more" };

    protected override JsonObject Settings
    {
        get
        {
            var settings = base.Settings;
            (settings["method"], settings["body"]) = ("POST", new JsonObject { ["filter"] = "all" });
            return settings;
        }
    }

    protected override StubAnswer Answer(StubRequest request, VendorList list)
    {
        Assert.Equal("all", request.Json!["filter"]!.GetValue<string>());
        var page = list.At(request.Json["cursor"]?.GetValue<string>());
        return StubAnswer.Json(new JsonObject { ["data"] = page.Array, ["next_cursor"] = page.Next ?? "the-last-one-again", ["has_more"] = page.Next is not null });
    }
}

/// <summary>Addresses in the header <c>Link</c>; the answer is the list itself.</summary>
public sealed class JsonApiLinkHeaderContract : JsonApiKindContract
{
    protected override JsonObject Paging => new() { ["by"] = "link", ["size"] = 3, ["sizeParameter"] = "per_page" };

    protected override JsonObject Settings => new() { ["path"] = "api/items", ["paging"] = Paging };

    protected override StubAnswer Answer(StubRequest request, VendorList list)
    {
        var page = list.At(request.Argument("after"));
        var next = page.Next is null ? "" : $"<http://{request.Headers["Host"]}/api/items?after={page.Next}>; rel=\"next\", ";
        return StubAnswer.Json(page.Array) with { Headers = new Dictionary<string, string> { ["Link"] = $"{next}<http://{request.Headers["Host"]}/api/items>; rel=\"first\"" } };
    }
}

/// <summary>Addresses in the body, relative ones.</summary>
public sealed class JsonApiNextAddressContract : JsonApiKindContract
{
    protected override JsonObject Paging => new() { ["by"] = "url", ["next"] = "links.next" };

    protected override StubAnswer Answer(StubRequest request, VendorList list)
    {
        var page = list.At(request.Argument("after"));
        return StubAnswer.Json(new JsonObject { ["data"] = page.Array, ["links"] = new JsonObject { ["next"] = page.Next is null ? null : $"/api/items?after={page.Next}" } });
    }
}

/// <summary>The whole list in one answer.</summary>
public sealed class JsonApiSinglePageContract : KindContract
{
    protected override string Source => "Sample";

    protected override string Kind => "http";

    protected override JsonObject Settings => new() { ["path"] = "api/items" };

    protected override IReadOnlyList<MappedSource> Mapped => [new(Source, [Settings])];

    protected override IReadOnlyDictionary<string, string?> Configuration(Uri address) => SampleApi.Configuration(address, Secret);

    protected override JsonObject Item(int number) => SampleApi.Item(number);

    protected override JsonObject SparseItem(int number) => new() { ["id"] = number };

    protected override bool IsListRequest(StubRequest request) => true;

    protected override StubAnswer Answer(StubRequest request, VendorList list) => StubAnswer.Json(list.At(null).Array);
}

public sealed class JsonApiCheckContract : CheckContract
{
    protected override string Source => "Sample";

    protected override IReadOnlyList<MappedSource> Mapped => [new(Source, [new JsonObject { ["path"] = "api/items" }, new JsonObject { ["path"] = "api/others" }])];

    protected override IReadOnlyDictionary<string, string?> Configuration(Uri address, string secret) => SampleApi.Configuration(address, secret);

    protected override StubAnswer Answer(StubRequest request) => StubAnswer.Json(new JsonArray(SampleApi.Item(1)));
}

internal static class SampleApi
{
    public static Dictionary<string, string?> Configuration(Uri address, string secret) => new()
    {
        ["Sources:Sample:BaseUrl"] = address.AbsoluteUri,
        ["Sources:Sample:Token"] = secret,
    };

    public static JsonObject Item(int number) => new() { ["id"] = number, ["name"] = $"Item {number}", ["state"] = "ready", ["changed_at"] = "2026-11-01T00:00:00Z" };
}
