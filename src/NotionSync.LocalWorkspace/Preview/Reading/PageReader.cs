namespace NotionSync.LocalWorkspace.Preview;

/// <summary>Pages and rows, with properties, body and comments.</summary>
internal sealed class PageReader(Look look)
{
    public ShownDocument Read(Page page)
    {
        var source = look.Workspace.SourceOf(page);
        IReadOnlyList<Property> properties = source is null ? [] : [.. source.Properties.OrderByDescending(property => property.Type == "title")];
        return new ShownDocument(
            look.TitleOf(page),
            look.Icon(page.Icon),
            look.PathTo(page.Parent),
            page.Id,
            source is null ? null : look.Values.Row(page, source, properties),
            [.. properties.Select(property => CellReader.Column(property))],
            new BlockReader(look).Of(page))
        {
            SourceId = source?.Id,
            Cover = look.Picture(page.Cover),
            IsInTrash = look.Workspace.IsTrashed(page),
            Comments = [.. look.Workspace.Comments.All.Where(comment => comment.Parent.Id == page.Id).OrderBy(comment => comment.CreatedTime).Select(Comment)],
        };
    }

    private ShownComment Comment(Comment comment) => new(
        comment.DisplayName.Object("custom")?.Text("name") ?? look.Workspace.Users.Find(comment.CreatedBy)?.Name ?? "Somebody",
        Written.Moment(comment.CreatedTime, hasTime: true),
        Spans.Of(comment.RichText));
}
