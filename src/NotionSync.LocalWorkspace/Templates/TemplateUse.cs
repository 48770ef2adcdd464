using System.Text.Json.Nodes;

namespace NotionSync.LocalWorkspace;

/// <summary>Applies a template: the answer comes before the content, and nothing tells when the content is there.</summary>
internal static class TemplateUse
{
    /// <returns>The template that the request names; null for none.</returns>
    /// <exception cref="ApiException">The page is no row, or there is no such template.</exception>
    public static Template? Wanted(Call call, DataSource? source)
    {
        if (call.Body.Object("template") is not { } asked || asked.Text("type") is null or "none")
        {
            return null;
        }

        var id = asked.Id("template_id");
        var ofSource = call.Workspace.Templates.All.Where(template => template.DataSourceId == source?.Id);
        return asked.Text("type") == "default"
            ? ofSource.FirstOrDefault(template => template.IsDefault) ?? throw ApiException.Validation("The data source has no default template.")
            : ofSource.FirstOrDefault(template => template.Id == id) ?? throw ApiException.NotFound("template", asked.Text("template_id") ?? "undefined");
    }

    /// <summary>Fills the page some time later. Values that the request itself gave stay.</summary>
    public static void Schedule(Call call, Template? template, Page page)
    {
        if (template is null)
        {
            return;
        }

        var given = call.Body.Object("properties")?.Select(property => property.Key).ToHashSet() ?? [];
        call.Workspace.Later.At(call.Now + call.Options.TemplateTime, new LaterWork(call.Actor, now => Fill(call.At(now), template, page.Id, given)));
    }

    private static void Fill(Call call, Template template, string pageId, HashSet<string> given)
    {
        if (call.Workspace.Pages.Find(pageId) is not { InTrash: false } page || call.Workspace.SourceOf(page) is not { } source)
        {
            return;
        }

        var values = template.Properties.Where(value => source.Find(value.Key) is { } property && !given.Contains(property.Name) && !given.Contains(property.Id));
        new PageWrite(call, source, new JsonObject(values.Select(value => KeyValuePair.Create(value.Key, value.Value?.DeepClone())))).Apply(page);
        BlockWriting.Append(call, page, MarkdownReader.Read(template.Markdown), page.Children.Count);
        page.MarkEdited(call.Now, call.Actor);
        call.Workspace.Pages.Save(page);
    }
}
