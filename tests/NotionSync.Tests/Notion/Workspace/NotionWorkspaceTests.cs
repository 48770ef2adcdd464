using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using NotionSync.Abstractions;
using NotionSync.LocalWorkspace;
using NotionSync.Model;
using NotionSync.Notion;
using NotionSync.Notion.Workspace;

namespace NotionSync.Tests.Notion.Workspace;

public sealed class NotionWorkspaceTests
{
    private static readonly PropertySchema.Title Title = new() { Name = "Model", Mark = "Written by MLflow · Model" };
    private static readonly PropertySchema.Text Key = new() { Name = "Sync key" };
    private static readonly PropertySchema.Number Cost = new("dollar") { Name = "Cost", Mark = "Written by Prometheus · Cost" };
    private static readonly PropertySchema.Select Stage = new([new("Production", "green"), new("Beta", null)]) { Name = "Stage" };
    private static readonly PropertySchema.MultiSelect Tags = new([new("vision", "blue")]) { Name = "Tags" };
    private static readonly PropertySchema.Date Trained = new() { Name = "Trained" };
    private static readonly PropertySchema.Checkbox Live = new() { Name = "Live" };
    private static readonly PropertySchema.Url Link = new() { Name = "Link" };
    private static readonly PropertySchema.Files Curve = new() { Name = "Loss curve" };
    private static readonly PropertySchema.Relation Models = new("models", "APIs") { Name = "Models", Mark = "Linked by NotionSync · Models" };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Connecting_tells_who_we_are_and_where_we_build()
    {
        await using var local = await ALocalWorkspace.StartAsync();

        var identity = await local.Workspace.ConnectAsync(local.Home, Cancellation);

        Assert.NotEmpty(identity.BotId);
        Assert.NotEmpty(identity.ParentTitle);
        Assert.Equal(new CallCount(2, 0), local.Workspace.Calls);
    }

    [Fact]
    public async Task Database_of_every_plain_type_is_created_read_back_and_listed()
    {
        await using var local = await ALocalWorkspace.StartAsync();

        var created = await local.CreateAsync("models", Title, Key, Cost, Stage, Tags, Trained, Live, Link, Curve);
        var listed = await local.Workspace.ListDatabasesAsync(local.Home, Cancellation).ToListAsync(Cancellation);

        var cost = created.Schema.Properties.Single(property => property.Name == "Cost");
        Assert.Equal((PropertyKind.Number, "dollar", "Written by Prometheus · Cost"), (cost.Kind, cost.Format, cost.Description));
        Assert.Equal(["Production", "Beta"], created.Schema.Properties.Single(property => property.Name == "Stage").Options.Select(option => option.Name));
        Assert.DoesNotContain(created.Schema.Properties, property => property.Kind is PropertyKind.Other || property.Id.Contains('%', StringComparison.Ordinal));
        Assert.NotNull(created.DefaultViewId);
        Assert.Equal([new FoundDatabase(created.Schema.DatabaseId, created.Schema.DataSourceId, "Models", "All models. Kept by NotionSync · models")], listed);
    }

    [Fact]
    public async Task Relations_mirrors_rollups_and_formulas_are_added_changed_and_renamed()
    {
        await using var local = await ALocalWorkspace.StartAsync();
        await local.CreateAsync("models", Title, Key, Cost);
        var sum = new PropertySchema.Rollup("Models", "Cost", "sum") { Name = "Model cost", Mark = "Computed by Notion · Model cost" };

        var apis = await local.CreateAsync("apis", new PropertySchema.Title { Name = "API" }, Key, Models, sum);
        var models = (await local.Workspace.ReadDatabaseAsync(local.Ids.DataSourceId("models"), Cancellation))!;
        var relation = apis.Schema.Properties.Single(property => property.Name == "Models").Relation!.Value;
        var renamed = await local.Workspace.UpdateSchemaAsync(models.DataSourceId, new SchemaUpdate
        {
            Database = "models",
            Resolve = local.Ids,
            Rename = ImmutableDictionary<string, string>.Empty.Add(relation.MirrorId!, "APIs"),
            Add =
            [
                new PropertySchema.Rollup("APIs", "API", "count") { Name = "API count" },
                new PropertySchema.Formula("prop(\"Cost\") * 2") { Name = "Twice" },
                Stage,
            ],
            Change = ImmutableDictionary<string, PropertySchema>.Empty.Add(local.Ids.PropertyId("models", "Cost")!, Cost with { Format = "euro" }),
        }, Cancellation);

        Assert.Equal(models.DataSourceId, relation.DataSourceId);
        Assert.Equal(local.Ids.PropertyId("models", "Cost"), apis.Schema.Properties.Single(property => property.Name == "Model cost").Rollup!.Value.PropertyId);
        Assert.Equal("APIs", renamed.Properties.Single(property => property.Id == relation.MirrorId).Name);
        Assert.Equal("euro", renamed.Properties.Single(property => property.Name == "Cost").Format);
        Assert.Equal("count", renamed.Properties.Single(property => property.Name == "API count").Rollup!.Value.Function);
        Assert.Equal(PropertyKind.Formula, renamed.Properties.Single(property => property.Name == "Twice").Kind);
    }

    [Fact]
    public async Task Row_is_written_and_read_back_as_its_normal_form_then_changed_cleared_trashed_and_restored()
    {
        await using var local = await ALocalWorkspace.StartAsync();
        await local.CreateAsync("models", Title, Key, Cost, Stage, Tags, Trained, Live, Link, Curve);
        (PropertySchema Schema, PropertyValue Value)[] values =
        [
            (Title, new PropertyValue.Text("LLM-Core v2.1 " + string.Concat(Enumerable.Repeat("😀", 1_500)))),
            (Cost, new PropertyValue.Number(0.1m)),
            (Stage, new PropertyValue.Select("production")),
            (Tags, new PropertyValue.MultiSelect(["vision", "new"])),
            (Trained, PropertyValue.Date.At(new DateTimeOffset(2026, 9, 15, 10, 20, 45, TimeSpan.FromHours(2)))),
            (Live, new PropertyValue.Checkbox(true)),
            (Link, new PropertyValue.Url("https://mlflow.test/#/runs/1")),
            (Curve, new PropertyValue.Files([new("loss.png", "https://charts.test/loss.png?x=1")])),
        ];
        var rules = new NotionSync.Notion.Properties.PropertyCodecs();

        var page = await local.Workspace.CreateRowAsync(local.ARow("models", "mlflow/model_version/LLM-Core/1", values), Cancellation);
        var row = Assert.Single(await local.RowsAsync("models"));
        await local.Workspace.UpdateRowAsync(page, values[1..].ToDictionary(
            value => local.Ids.PropertyId("models", value.Schema.Name)!, value => new WrittenValue(value.Schema, PropertyValue.Empty.Value)), Cancellation);
        var cleared = Assert.Single(await local.RowsAsync("models"));
        await local.Workspace.TrashRowAsync(page, inTrash: true, Cancellation);
        var trashed = await local.RowsAsync("models", new RowQuery(InTrash: true));
        await local.Workspace.TrashRowAsync(page, inTrash: false, Cancellation);

        Assert.All(values, value => Assert.Equal(rules.Normalize(value.Schema, value.Value), row.ValuesByPropertyId[local.Ids.PropertyId("models", value.Schema.Name)!]));
        Assert.All(values[1..], value => Assert.Equal(rules.Normalize(value.Schema, PropertyValue.Empty.Value), cleared.ValuesByPropertyId[local.Ids.PropertyId("models", value.Schema.Name)!]));
        Assert.Equal(page, Assert.Single(trashed).PageId);
        Assert.Single(await local.RowsAsync("models"));
    }

    [Fact]
    public async Task Picture_is_uploaded_for_its_row_and_read_back_by_its_name_beside_other_files()
    {
        await using var local = await ALocalWorkspace.StartAsync();
        await local.CreateAsync("models", Title, Key, Curve);
        var picture = Picture.Of("loss", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"u8.ToArray());
        var curves = new PropertyValue.Files([new(picture.Name, picture.Address), new("other.png", "https://charts.test/other.png")]);
        var property = local.Ids.PropertyId("models", Curve.Name)!;
        var before = local.Workspace.Calls;

        var page = await local.Workspace.CreateRowAsync(local.ARow("models", "mlflow/runs/1", (Curve, curves)), Cancellation);
        var made = Assert.Single(await local.RowsAsync("models"));
        await local.Workspace.UpdateRowAsync(page, new Dictionary<string, WrittenValue> { [property] = new(Curve, new PropertyValue.Files([curves.Links[0]])) }, Cancellation);
        var changed = Assert.Single(await local.RowsAsync("models"));

        Assert.Equal(6, (local.Workspace.Calls - before).Write);
        Assert.Equal(curves, made.ValuesByPropertyId[property]);
        Assert.Equal(new PropertyValue.FileLink(picture.Name, ""), Assert.Single(Assert.IsType<PropertyValue.Files>(changed.ValuesByPropertyId[property]).Links));
    }

    [Fact]
    public async Task Picture_that_expired_before_its_row_was_written_is_a_fault_of_the_upload_alone()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 8, 0, 0, TimeSpan.Zero));
        await using var local = await ALocalWorkspace.StartAsync(
            new LocalWorkspaceOptions { Time = time },
            request => time.Advance(request.RequestUri!.AbsolutePath == "/v1/pages" ? TimeSpan.FromMinutes(61) : TimeSpan.Zero));
        await local.CreateAsync("models", Title, Key, Curve);
        var picture = Picture.Of("loss", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"u8.ToArray());

        var failure = await Assert.ThrowsAsync<WorkspaceException>(() => local.Workspace.CreateRowAsync(
            local.ARow("models", "mlflow/runs/1", (Curve, new PropertyValue.Files([new(picture.Name, picture.Address)]))), Cancellation));

        Assert.Equal((WorkspaceFault.Upload, false), (failure.Fault, failure.EndsTheRun));
        Assert.Contains("expired", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Row_is_found_by_its_key_in_its_own_spelling_only()
    {
        await using var local = await ALocalWorkspace.StartAsync();
        await local.CreateAsync("models", Title, Key);
        await local.Workspace.CreateRowAsync(local.ARow("models", "seed/models/A"), Cancellation);
        var lower = await local.Workspace.CreateRowAsync(local.ARow("models", "seed/models/a"), Cancellation);

        var found = await local.RowsAsync("models", new RowQuery(SyncKeyPropertyId: local.Ids.PropertyId("models", "Sync key"), Key: new RowKey("seed/models/a")));

        Assert.Equal(lower, Assert.Single(found).PageId);
    }

    [Fact]
    public async Task Relation_beyond_25_is_marked_as_cut_and_read_whole_on_demand()
    {
        await using var local = await ALocalWorkspace.StartAsync();
        await local.CreateAsync("models", Title, Key);
        await local.CreateAsync("apis", new PropertySchema.Title { Name = "API" }, Key, Models);
        var linked = new List<string>();
        for (var i = 0; i < 30; i++)
        {
            linked.Add(await local.Workspace.CreateRowAsync(local.ARow("models", $"seed/models/{i}"), Cancellation));
        }

        var api = await local.Workspace.CreateRowAsync(local.ARow("apis", "seed/apis/x", (Models, new PropertyValue.Relation([.. linked]))), Cancellation);
        var relation = local.Ids.PropertyId("apis", "Models")!;
        var shown = Assert.IsType<PropertyValue.Relation>(Assert.Single(await local.RowsAsync("apis")).ValuesByPropertyId[relation]);
        var whole = await local.Workspace.ReadRelationAsync(api, relation, Cancellation);

        Assert.Equal((true, 25), (shown.Truncated, shown.PageIds.Length));
        Assert.Equal(linked.Order(), whole.Order());
    }

    [Fact]
    public async Task Capped_query_goes_on_in_windows_of_creation_time_without_doubles()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 8, 0, 0, TimeSpan.Zero));
        await using var local = await ALocalWorkspace.StartAsync(new LocalWorkspaceOptions { QueryRows = 4, Time = time });
        await local.CreateAsync("models", Title, Key);
        for (var i = 0; i < 11; i++)
        {
            await local.Workspace.CreateRowAsync(local.ARow("models", $"seed/models/{i}"), Cancellation);
            time.Advance(TimeSpan.FromSeconds(31));
        }

        var rows = await local.RowsAsync("models");

        Assert.Equal(11, rows.DistinctBy(row => row.PageId).Count());
        Assert.Equal(11, rows.Count);
    }

    [Theory]
    [InlineData("""{"method":"POST","path":"/v1/pages","kind":"committed503"}""")]
    [InlineData("""{"method":"POST","path":"/v1/pages","kind":"reset","when":"after"}""")]
    [InlineData("""{"method":"POST","path":"/v1/pages","kind":"reset"}""")]
    [InlineData("""{"method":"POST","path":"/v1/pages","kind":"html502","when":"after"}""")]
    [InlineData("""{"method":"POST","path":"/v1/pages","status":500}""")]
    [InlineData("""{"method":"POST","path":"/v1/pages","status":500,"when":"after","times":2}""")]
    [InlineData("""{"method":"POST","path":"/v1/pages","status":409}""")]
    [InlineData("""{"method":"POST","path":"/v1/pages","status":529,"retryAfter":2}""")]
    [InlineData("""{"method":"POST","path":"/v1/pages","status":429,"retryAfter":120,"reason":"public_api_space_request_rate_limit"}""")]
    public async Task Row_exists_once_whatever_happens_to_the_answer(string fault)
    {
        await using var local = await ALocalWorkspace.StartAsync();
        await local.CreateAsync("models", Title, Key);
        await local.FaultAsync(fault);

        var page = await local.Workspace.CreateRowAsync(local.ARow("models", "seed/models/a", (Title, new PropertyValue.Text("A"))), Cancellation);

        Assert.Equal(page, Assert.Single(await local.RowsAsync("models")).PageId);
    }

    [Theory]
    [InlineData("committed503", "after")]
    [InlineData("reset", "after")]
    [InlineData("reset", "before")]
    public async Task Database_exists_once_whatever_happens_to_the_answer(string kind, string when)
    {
        await using var local = await ALocalWorkspace.StartAsync();
        await local.FaultAsync($$"""{"method":"POST","path":"/v1/databases","kind":"{{kind}}","when":"{{when}}"}""");

        var created = await local.CreateAsync("models", Title, Key);

        var listed = await local.Workspace.ListDatabasesAsync(local.Home, Cancellation).ToListAsync(Cancellation);
        Assert.Equal(created.Schema.DatabaseId, Assert.Single(listed).DatabaseId);
    }

    [Theory]
    [InlineData("committed503", "after")]
    [InlineData("reset", "after")]
    [InlineData("reset", "before")]
    public async Task View_exists_once_whatever_happens_to_the_answer(string kind, string when)
    {
        await using var local = await ALocalWorkspace.StartAsync();
        var created = await local.CreateAsync("models", Title, Key, Stage);
        await local.FaultAsync($$"""{"method":"POST","path":"/v1/views","kind":"{{kind}}","when":"{{when}}"}""");

        var view = await local.Workspace.CreateViewAsync(Target(local, created), new ViewSchema { Name = "Board", Type = "board", GroupBy = "Stage" }, Cancellation);

        Assert.Equal(2, (await local.Workspace.ListViewsAsync(created.Schema.DatabaseId, Cancellation)).Count);
        Assert.Equal(new ViewSnapshot(view, "Board", "board"), await local.Workspace.ReadViewAsync(view, Cancellation));
    }

    [Fact]
    public async Task Views_of_every_type_are_created_and_changed()
    {
        await using var local = await ALocalWorkspace.StartAsync();
        var created = await local.CreateAsync("models", Title, Key, Cost, Stage, Tags, Trained, Live, Link, Curve);
        ImmutableArray<ViewCondition> where =
        [
            new("Stage", "does_not_equal", new JsonArray("Beta")),
            new("Cost", "greater_than", JsonValue.Create(1)),
            new("Model", "is_not_empty", JsonValue.Create(true)),
            new("Live", "equals", JsonValue.Create(true)),
        ];
        ViewSchema[] views =
        [
            new() { Name = "All", Type = "table", Properties = ["Model", "Cost"], GroupBy = "Stage", Where = where, Sort = [new("Cost", Descending: true)] },
            new() { Name = "Board", Type = "board", GroupBy = "Stage", Where = where[..1] },
            new() { Name = "List", Type = "list", Properties = ["Model"] },
            new() { Name = "Gallery", Type = "gallery" },
            new() { Name = "Calendar", Type = "calendar", Date = "Trained" },
            new() { Name = "Timeline", Type = "timeline", Date = "Trained", EndDate = "Trained" },
            new() { Name = "By stage", Type = "chart", Chart = new ViewChart("column", "Stage", "average", "Cost") },
            new() { Name = "By title", Type = "chart", Chart = new ViewChart("bar", "Model", "count", null) },
            new() { Name = "Sum", Type = "chart", Chart = new ViewChart("number", null, "sum", "Cost") },
        ];

        foreach (var view in views)
        {
            var id = await local.Workspace.CreateViewAsync(Target(local, created), view, Cancellation);
            await local.Workspace.UpdateViewAsync(id, Target(local, created) with { Properties = [] }, view with { Name = view.Name + "!", Where = [], Sort = [] }, Cancellation);

            Assert.Equal(new ViewSnapshot(id, view.Name + "!", view.Type), await local.Workspace.ReadViewAsync(id, Cancellation));
        }
    }

    [Fact]
    public async Task View_of_a_property_that_is_not_there_is_told_with_its_name()
    {
        await using var local = await ALocalWorkspace.StartAsync();
        var created = await local.CreateAsync("models", Title, Key);

        var refusal = await Assert.ThrowsAsync<WorkspaceException>(() => local.Workspace.CreateViewAsync(
            Target(local, created), new ViewSchema { Name = "Board", Type = "board", GroupBy = "Stage" }, Cancellation));

        Assert.Equal("The view 'Board' needs the property 'Stage', which the database does not have. Run import, or mend the mapping.", refusal.Message);
    }

    [Fact]
    public async Task Faults_tell_what_to_do_and_whether_going_on_makes_sense()
    {
        await using var local = await ALocalWorkspace.StartAsync();
        await local.CreateAsync("models", Title, Key);
        var stranger = NotionWorkspaceFactory.Create(
            new NotionOptions { Token = "ntn_wrong", BaseUrl = new Uri(local.Url, "/") }, TimeProvider.System);

        var token = await Assert.ThrowsAsync<WorkspaceException>(() => stranger.ConnectAsync(local.Home, Cancellation));
        var page = await Assert.ThrowsAsync<WorkspaceException>(() => local.Workspace.ConnectAsync(Guid.NewGuid().ToString(), Cancellation));
        var row = await Assert.ThrowsAsync<WorkspaceException>(() => local.Workspace.CreateRowAsync(
            new NewRow(local.Ids.DataSourceId("models"), new RowKey("a/b/c"), "x", new Dictionary<string, WrittenValue> { ["nope"] = new(Key, new PropertyValue.Text("a")) }), Cancellation));

        Assert.Equal((WorkspaceFault.Unauthorized, true), (token.Fault, token.EndsTheRun));
        Assert.Contains("Set Notion:Token", token.Message, StringComparison.Ordinal);
        Assert.Equal(WorkspaceFault.NotFound, page.Fault);
        Assert.Contains("••• → Connections", page.Message, StringComparison.Ordinal);
        Assert.Equal((WorkspaceFault.Invalid, false), (row.Fault, row.EndsTheRun));
        Assert.Null(await local.Workspace.ReadDatabaseAsync(Guid.NewGuid().ToString(), Cancellation));
        Assert.Null(await local.Workspace.ReadViewAsync(Guid.NewGuid().ToString(), Cancellation));
        stranger.Dispose();
    }

    private static ViewTarget Target(ALocalWorkspace local, CreatedDatabase created) =>
        new("models", created.Schema.DatabaseId, created.Schema.DataSourceId, local.Ids) { Properties = created.Schema.Properties };
}
