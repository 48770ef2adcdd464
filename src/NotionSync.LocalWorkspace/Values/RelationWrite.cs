namespace NotionSync.LocalWorkspace;

/// <summary>A relation's new value, kept on both sides when the relation is two-way.</summary>
internal static class RelationWrite
{
    public static void Set(Call call, DataSource source, Property property, Page page, IReadOnlyList<string> targets)
    {
        var links = call.Workspace.Links;
        var key = Links.Key(source, property);
        var before = links.Of(key, page.Id).ToList();
        var mirror = property.Relation!.SyncedPropertyId is { } id ? $"{property.Relation.DataSourceId}/{id}" : null;
        foreach (var gone in before.Except(targets))
        {
            links.Remove(key, page.Id, gone);
            Mirror(call, gone, () => links.Remove(mirror!, gone, page.Id), mirror);
        }

        foreach (var added in targets.Except(before))
        {
            Mirror(call, added, () => links.Add(mirror!, added, page.Id), mirror);
        }

        // A list with another order is written anew, so that it reads back as it was sent.
        if (!links.Of(key, page.Id).SequenceEqual(targets.Take(links.Of(key, page.Id).Count)))
        {
            foreach (var kept in links.Of(key, page.Id).ToList())
            {
                links.Remove(key, page.Id, kept);
            }
        }

        foreach (var target in targets)
        {
            links.Add(key, page.Id, target);
        }
    }

    private static void Mirror(Call call, string pageId, Action change, string? mirror)
    {
        if (mirror is null)
        {
            return;
        }

        change();
        if (call.Options.MirrorWritesTouchPages && call.Workspace.Pages.Find(pageId) is { } other)
        {
            other.MarkEdited(call.Now, call.Actor);
            call.Workspace.Pages.Save(other);
        }
    }
}
