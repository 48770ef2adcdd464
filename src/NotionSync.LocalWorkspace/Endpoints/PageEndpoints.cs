using System.Text.Json.Nodes;

namespace NotionSync.LocalWorkspace;

internal static class PageEndpoints
{
    public static ApiAnswer Create(Call call)
    {
        var body = call.Body;
        var (parent, source) = Parent(call, body.Object("parent"));
        var only = PageJson.Wanted(call, source);
        var write = new PageWrite(call, source, body.Object("properties"));
        var given = (body.Array("children") is null ? 0 : 1) + (body.Array("content") is null ? 0 : 1) + (body.ContainsKey("markdown") ? 1 : 0);
        if (given > 1)
        {
            throw ApiException.Validation("Only one of children, content and markdown can be provided.");
        }

        if (body.Object("template") is { } template && template.Text("type") != "none" && given > 0)
        {
            throw ApiException.Body("body.children should be not present when a template is given.");
        }

        if (source is not null && call.Workspace.RowsOf(source.Id).Count >= call.Options.RowsPerDataSource)
        {
            throw new ApiException(409, "row_limit_exceeded", "The data source has reached its maximum number of rows.");
        }

        var children = body.Array("children") ?? body.Array("content");
        BlockWriting.Check(call.Workspace, children, "body.children");
        if (body.Text("markdown") is { } markdown)
        {
            children = MarkdownReader.Read(markdown);
            BlockWriting.CheckMarkdown(call.Workspace, children, "body.markdown");
        }

        var used = TemplateUse.Wanted(call, source);
        write = TitledByHeading(call, source, children) ?? write;
        var page = new Page { Parent = parent, Sequence = call.Workspace.NextSequence() };
        page.MarkCreated(call.Now, call.Actor);
        var at = PlaceFor(call, page, body.Object("position"));
        page.Icon = IconReference.Stored(call, body["icon"]);
        page.Cover = FileReference.Stored(call, body["cover"]);
        Place(call, page, at);
        call.Workspace.Pages.Save(page);
        call.Workspace.IndexRow(page);
        page.UniqueNumber = source is null ? null : Number(call, source);
        write.Apply(page);
        if (children is not null)
        {
            BlockWriting.Append(call, page, children, page.Children.Count);
        }

        TemplateUse.Schedule(call, used, page);
        return PageJson.Of(call, page, only);
    }

    public static ApiAnswer Retrieve(Call call)
    {
        var page = call.Workspace.Page(call.RouteId("page_id"));
        return PageJson.Of(call, page, PageJson.Wanted(call, call.Workspace.SourceOf(page)));
    }

    public static ApiAnswer Update(Call call)
    {
        var page = call.Workspace.Page(call.RouteId("page_id"));
        var body = call.Body;
        var source = call.Workspace.SourceOf(page);
        var only = PageJson.Wanted(call, source);
        Trash.RequireEditable(page, body);
        if (source is not null && body.ContainsKey("properties"))
        {
            Trash.RequireOutside(call.Workspace, source);
        }

        var write = new PageWrite(call, source, body.Object("properties"));
        var used = TemplateUse.Wanted(call, source);
        page.Icon = body.ContainsKey("icon") ? IconReference.Stored(call, body["icon"]) : page.Icon;
        page.Cover = body.ContainsKey("cover") ? FileReference.Stored(call, body["cover"]) : page.Cover;
        write.Apply(page);
        page.IsLocked = body.Flag("is_locked") ?? page.IsLocked;
        page.IsArchived = body.Flag("is_archived") ?? page.IsArchived;
        page.InTrash = body.Flag("in_trash") ?? page.InTrash;
        if (body.Flag("erase_content") == true)
        {
            BlockTree.Erase(call, page);
        }

        TemplateUse.Schedule(call, used, page);

        page.MarkEdited(call.Now, call.Actor);
        call.Workspace.Pages.Save(page);
        return PageJson.Of(call, page, only);
    }

    public static ApiAnswer Move(Call call)
    {
        var page = call.Workspace.Page(call.RouteId("page_id"));
        var (parent, source) = Parent(call, call.Body.Object("parent"));
        Trash.RequireEditable(page, []);
        if (parent == page.Parent)
        {
            throw ApiException.Validation("New parent must be different from the current parent.");
        }

        if (parent.Kind == "page_id" && call.Workspace.IsInside(parent.Id, page))
        {
            throw ApiException.Validation("A page cannot be moved into itself or into a page inside it.");
        }

        call.Workspace.UnindexRow(page);
        BlockTree.Detach(call.Workspace, page);
        page.Parent = parent;
        Place(call, page, PlaceFor(call, page, null));
        call.Workspace.IndexRow(page);
        page.UniqueNumber = source is null ? null : Number(call, source);
        page.MarkEdited(call.Now, call.Actor);
        call.Workspace.Pages.Save(page);
        return PageJson.Of(call, page, []);
    }

    /// <summary>A heading that opens Markdown is the title, when nothing else is; it is taken out of the blocks.</summary>
    private static PageWrite? TitledByHeading(Call call, DataSource? source, JsonArray? children)
    {
        var title = source?.Properties.Find(property => property.Type == "title") ?? new Property { Id = "title", Name = "title" };
        var properties = (JsonObject?)call.Body.Object("properties")?.DeepClone() ?? [];
        if (!call.Body.ContainsKey("markdown") || properties.ContainsKey(title.Name) || properties.ContainsKey(title.Id)
            || children is not [JsonObject first, ..] || first.Object("heading_1") is not { } heading)
        {
            return null;
        }

        children.RemoveAt(0);
        properties[title.Name] = new JsonObject { ["title"] = heading["rich_text"]!.DeepClone() };
        return new PageWrite(call, source, properties);
    }

    private static (ParentRef Parent, DataSource? Source) Parent(Call call, JsonObject? parent)
    {
        var workspace = call.Workspace;
        if (parent?.Id("data_source_id") is { } sourceId)
        {
            return InSource(workspace, workspace.DataSource(sourceId));
        }

        if (parent?.Id("database_id") is { } databaseId)
        {
            var database = workspace.Database(databaseId);
            return database.DataSources.Count == 1
                ? InSource(workspace, workspace.DataSource(database.DataSources[0]))
                : throw ApiException.Validation("Databases with multiple data sources are not supported as a page parent. Use a data_source_id parent.");
        }

        if (parent?.Id("page_id") is { } pageId)
        {
            Trash.RequireOutside(workspace, workspace.Page(pageId));
            return (ParentRef.Page(pageId), null);
        }

        throw ApiException.Validation("Provide a parent: internal integrations cannot make pages in the workspace itself.");
    }

    private static (ParentRef Parent, DataSource? Source) InSource(Workspace workspace, DataSource source)
    {
        Trash.RequireOutside(workspace, source);
        return (ParentRef.DataSource(source.Id), source);
    }

    private static int Number(Call call, DataSource source)
    {
        source.LastUniqueNumber++;
        call.Workspace.DataSources.Save(source);
        return source.LastUniqueNumber;
    }

    private static int PlaceFor(Call call, Page page, JsonObject? position)
    {
        if (page.Parent.Kind == "page_id")
        {
            return BlockTree.Position(call.Workspace.Page(page.Parent.Id), position);
        }

        return position is null ? 0 : throw ApiException.Body("body.position should be not present when the parent is not a page.");
    }

    private static void Place(Call call, Page page, int position)
    {
        if (page.Parent.Kind == "page_id")
        {
            var parent = call.Workspace.Page(page.Parent.Id);
            parent.Children.Insert(position, page.Id);
            call.Workspace.Pages.Save(parent);
        }
    }
}
