using System.Collections.Immutable;
using NotionSync.Abstractions;
using NotionSync.Mapping;
using NotionSync.Mapping.Pages;
using NotionSync.Model;
using NotionSync.State;

namespace NotionSync.Planning;

/// <summary>A row that is created or changed: one call, and those for the content of its page and for its pictures.</summary>
internal sealed record RowWrite
{
    // One announces the upload, one sends the content.
    private const int CallsPerPicture = 2;

    /// <summary>Which row.</summary>
    public required LedgerRow Row { get; init; }

    /// <summary>What happens.</summary>
    public required ChangeAction Action { get; init; }

    /// <summary>Values to write, by property.</summary>
    public required ImmutableDictionary<string, PropertyValue> Values { get; init; }

    /// <summary>Whole lists of linked rows, by relation (this side's name); rows that are created earlier in the plan included.</summary>
    public ImmutableSortedDictionary<string, ImmutableArray<RowRef>> Links { get; init; } = ImmutableSortedDictionary<string, ImmutableArray<RowRef>>.Empty;

    /// <summary>Links that this write makes.</summary>
    public ImmutableArray<LinkId> Made { get; init; } = [];

    /// <summary>Links that this write ends.</summary>
    public ImmutableArray<LinkId> Ended { get; init; } = [];

    /// <summary>The icon and first content of a seed row's page.</summary>
    public (string? Icon, string? Markdown) Page { get; init; }

    /// <summary>The page's new content; null when it stays.</summary>
    public string? Body => (Values.GetValueOrDefault(CommonProperties.Body) as PropertyValue.Text)?.Content;

    /// <summary>The drawing of the home page that changes with the page's content; null for none.</summary>
    public DrawingWrite? Drawing { get; init; }

    /// <summary>A later write of the plan goes on with this row.</summary>
    public bool Continues { get; init; }

    /// <summary>How many pictures are uploaded for it.</summary>
    private int Pictures => Values.Values.OfType<PropertyValue.Files>().Sum(files => files.Links.Count(link => Picture.TryRead(link, out _)));

    /// <summary>The calls that it takes.</summary>
    public CallCount Calls
    {
        get
        {
            var own = Restores && Values.IsEmpty && Links.IsEmpty ? 0 : 1;
            var body = Action is ChangeAction.Create ? null : Body;
            return new CallCount(
                (body is null ? 0 : 1) + (Drawing is { IsNew: false } ? 1 : 0),
                (Drawing is null ? 0 : 1) + own + (Restores ? 1 : 0) + (body is null ? 0 : BodyPieces.Split(body).Length) + (CallsPerPicture * Pictures));
        }
    }

    /// <summary>Whose change it is: a source's name in lower case, <c>seed</c> or <c>us</c>.</summary>
    public required string Cause { get; init; }

    /// <summary>When to look at the row again.</summary>
    public DateTimeOffset? RecheckAt { get; init; }

    /// <summary>Whether it takes the row out of the trash first.</summary>
    public bool Restores { get; init; }
}

/// <summary>Writes of rows in the order in which they are applied, and what could not be planned.</summary>
internal sealed record RowPlan(ImmutableArray<RowWrite> Writes, ImmutableArray<FailedValue> Failed)
{
    /// <summary>Nothing to do.</summary>
    public static RowPlan Empty { get; } = new([], []);
}

/// <summary>A value that could not be mapped or would be refused; the rest of its row goes on.</summary>
internal sealed record FailedValue(RowRef Row, string Cause, string Property, string Reason);
