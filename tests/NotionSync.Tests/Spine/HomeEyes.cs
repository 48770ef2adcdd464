using System.Text.Json.Nodes;
using NotionSync.Model;
using NotionSync.Notion.Api.Contracts;
using NotionSync.Planning;
using NotionSync.State;

namespace NotionSync.Tests.Spine;

/// <summary>The home page as Notion shows it.</summary>
internal static class HomeEyes
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    extension(SpineBench bench)
    {
        /// <summary>What the state knows of the page.</summary>
        public async Task<KnownHome> KnownHomeAsync() => KnownHome.Read(await bench.State.ReadNoteAsync(KnownHome.Note(bench.Catalog.Home!.Database), Stop))!;

        /// <summary>The pages that lie on the parent page, in their order, as id and title.</summary>
        public Task<List<(string Id, string Title)>> PagesOnParentAsync() => bench.Workspace.Client
            .ListChildrenAsync(bench.Server.ParentPageId, Stop)
            .Where(block => block.Type == BlockType.ChildPage && !block.InTrash)
            .Select(block => (block.Id, block.ChildTitle!))
            .ToListAsync(Stop)
            .AsTask();

        /// <summary>
        /// The page's content, a line for each block: <c>heading_2 Trends</c>; of a linked database the names of its tabs, <c>database Now open,
        /// Board</c>; of a drawing its caption; of a dashboard its rows, <c>database Overview (Open incidents, SLO breaches; …)</c>.
        /// </summary>
        public async Task<List<string>> HomeLinesAsync(string pageId)
        {
            var lines = new List<string>();
            foreach (var block in await bench.Workspace.Client.ListChildrenAsync(pageId, Stop).Where(block => !block.InTrash).ToListAsync(Stop))
            {
                lines.Add(block switch
                {
                    _ when block.Type == BlockType.ChildDatabase => $"database {await bench.TabsAsync(block.Id)}",
                    { Language: "mermaid" } => $"drawing {block.Caption}",
                    _ => $"{block.Type} {block.Text}".TrimEnd(),
                });
            }

            return lines;
        }

        private async Task<string> TabsAsync(string databaseId)
        {
            var tabs = new List<string>();
            foreach (var id in await bench.Workspace.ListViewsAsync(databaseId, Stop))
            {
                var view = (await bench.Workspace.Home.ReadViewAsync(id, Stop))!;
                var rows = new List<string>();
                foreach (var row in view.Widgets)
                {
                    var names = new List<string>();
                    foreach (var widget in row)
                    {
                        names.Add((await bench.Workspace.Home.ReadViewAsync(widget, Stop))!.Name);
                    }

                    rows.Add(string.Join(", ", names));
                }

                tabs.Add(rows.Count == 0 ? view.Name : $"{view.Name} ({string.Join("; ", rows)})");
            }

            return string.Join(", ", tabs);
        }
    }

    /// <summary>What <see cref="HomeLinesAsync"/> has to give right after an import, which draws what is computed from seed rows.</summary>
    public static List<string> Wanted(Mapping.Catalog catalog, WorkspacePlan plan)
    {
        var home = HomeFit.Of(catalog, plan)!;
        return
        [
            .. HomeTexts.Of(home).Take(2).Select(text => $"{(text.Text.Length > 0 ? "callout" : "table_of_contents")} {text.Text}".TrimEnd()),
            .. home.Sections.SelectMany(section => HomeTexts.Of(section)
                .Select((text, index) => $"{(index == 0 ? "heading_2" : "paragraph")} {text.Text}")
                .Concat(section.Blocks.Where(block => block is not HomeBlock.Drawing { Row.Database: "metrics" }).Select(Line))),
        ];
    }

    private static string Line(HomeBlock block) => block switch
    {
        HomeBlock.Dashboard dashboard =>
            $"database {dashboard.Name} ({string.Join("; ", dashboard.Rows.Select(row => string.Join(", ", row.Select(view => view.Schema.Name))))})",
        HomeBlock.Drawing drawing => $"drawing {Drawings.Caption(drawing)}",
        _ => $"database {string.Join(", ", HomeFit.Views(block).Select(view => view.Schema.Name))}",
    };
}
