using System.Text.Json.Nodes;
using NotionSync.Abstractions;
using NotionSync.Model;

namespace NotionSync.Tests.Spine;

/// <summary>What tests of the spine do as people and look at afterwards.</summary>
internal static class SpineChecks
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    extension(SpineBench bench)
    {
        /// <summary>Every live page that carries a key, as Notion shows it now.</summary>
        public async Task<Dictionary<RowRef, WorkspaceRow>> PagesAsync()
        {
            var pages = new Dictionary<RowRef, WorkspaceRow>();
            foreach (var database in bench.Catalog.Databases)
            {
                var known = await bench.KnownAsync(database.Id);
                await foreach (var page in bench.Workspace.QueryRowsAsync(known.DataSourceId!, new RowQuery(), Stop))
                {
                    if (page.ValuesByPropertyId[known.Properties["Sync key"].Id] is PropertyValue.Text key)
                    {
                        Assert.True(pages.TryAdd(new RowRef(database.Id, new RowKey(key.Content)), page), $"two pages carry the key {key.Content}");
                    }
                }
            }

            return pages;
        }

        /// <summary>Every seed row stands once, every database and view too.</summary>
        public async Task AssertWholeAsync()
        {
            var pages = await bench.PagesAsync();
            Assert.Equal(
                bench.Catalog.Databases.SelectMany(database => database.Rows.Select(row => new RowRef(database.Id, row.Key))).Order(),
                pages.Keys.Order());
            var found = new List<FoundDatabase>();
            await foreach (var database in bench.Workspace.ListDatabasesAsync(bench.Server.ParentPageId, Stop))
            {
                found.Add(database);
            }

            Assert.Equal(bench.Catalog.Databases.Select(database => database.Title).Order(), found.Select(database => database.Title).Order());
            foreach (var database in bench.Catalog.Databases)
            {
                var known = await bench.KnownAsync(database.Id);
                var views = await bench.Workspace.ListViewsAsync(known.DatabaseId!, Stop);
                var names = new List<string>();
                foreach (var view in views)
                {
                    names.Add((await bench.Workspace.ReadViewAsync(view, Stop))!.Name);
                }

                Assert.Equal(database.Views.Select(view => view.Name).Order(), names.Order());
                await AssertSchemaAsync(bench, database.Id);
            }
        }

        /// <summary>A person renames a column and a database, adds a column and trashes a row.</summary>
        public async Task PeopleRearrangeAsync()
        {
            var products = await bench.KnownAsync("products");
            var apis = await bench.KnownAsync("apis");
            await bench.PersonAsync(new { action = "renameProperty", dataSourceId = products.DataSourceId, from = "Owner", to = "Team" });
            await bench.PersonAsync(new { action = "renameProperty", dataSourceId = products.DataSourceId, from = "Required by", to = "Needed by" });
            await bench.PersonAsync(new { action = "renameDatabase", databaseId = apis.DatabaseId, title = "Our APIs" });
            await bench.PersonAsync(new { action = "addProperty", dataSourceId = apis.DataSourceId, name = "My remarks", config = new { rich_text = new { } } });
            await bench.PersonAsync(new { action = "trash", pageId = (await bench.RowAsync("products", "Vision")).PageId });
        }

        /// <summary>What <see cref="PeopleRearrangeAsync"/> did still stands.</summary>
        public async Task AssertRearrangedAsync()
        {
            var products = (await bench.Workspace.ReadDatabaseAsync((await bench.KnownAsync("products")).DataSourceId!, Stop))!;
            var apis = (await bench.Workspace.ReadDatabaseAsync((await bench.KnownAsync("apis")).DataSourceId!, Stop))!;
            var names = products.Properties.Select(property => property.Name).ToList();
            Assert.Contains("Team", names);
            Assert.Contains("Needed by", names);
            Assert.DoesNotContain("Owner", names);
            Assert.DoesNotContain("Required by", names);
            Assert.Equal("Our APIs", apis.Title);
            Assert.Contains("My remarks", apis.Properties.Select(property => property.Name));
            Assert.DoesNotContain(new RowRef("products", new RowKey("seed/products/vision")), (await bench.PagesAsync()).Keys);
        }

        /// <summary>One value of a row as Notion shows it now.</summary>
        public async Task<PropertyValue> ShownAsync(string database, string title, string property)
        {
            var known = await bench.KnownAsync(database);
            var row = await bench.RowAsync(database, title);
            return (await bench.PagesAsync())[row.Ref].ValuesByPropertyId[known.Properties[property].Id];
        }

        /// <summary>A person edits a property.</summary>
        public async Task PersonEditsAsync(string database, string title, string property, JsonNode value)
        {
            var row = await bench.RowAsync(database, title);
            await bench.PersonAsync(new { action = "edit", pageId = row.PageId, properties = new JsonObject { [property] = value } });
        }
    }

    private static async Task AssertSchemaAsync(SpineBench bench, string database)
    {
        var known = await bench.KnownAsync(database);
        var schema = (await bench.Workspace.ReadDatabaseAsync(known.DataSourceId!, Stop))!;
        Assert.Equal(
            bench.Catalog[database].Properties.Select(property => (property.Schema.Name, property.Schema.Kind)).Order(),
            schema.Properties.Select(property => (property.Name, property.Kind)).Order());
    }
}
