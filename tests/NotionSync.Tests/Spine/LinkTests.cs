namespace NotionSync.Tests.Spine;

public sealed class LinkTests
{
    [Fact]
    public async Task Rows_in_a_cycle_cost_one_create_each()
    {
        await using var bench = await SpineBench.StartAsync(catalog: SmallCatalog.With(
            ["{ Thing: A, Next: [B, C] }", "{ Thing: B, Next: [C] }", "{ Thing: C, Next: [A] }"]));

        var calls = await ImportAsync(bench);

        Assert.Equal((3, 0), calls);
        await AssertLinksAsync(bench, "A", "Next", ["B", "C"]);
        await AssertLinksAsync(bench, "A", "Previous", ["C"]);
        await AssertLinksAsync(bench, "C", "Next", ["A"]);
    }

    [Fact]
    public async Task Row_that_links_itself_costs_one_write_more()
    {
        await using var bench = await SpineBench.StartAsync(catalog: SmallCatalog.With(["{ Thing: A, Next: [A, B] }", "{ Thing: B }"]));

        var calls = await ImportAsync(bench);

        Assert.Equal((2, 1), calls);
        await AssertLinksAsync(bench, "A", "Next", ["A", "B"]);
        await AssertLinksAsync(bench, "B", "Previous", ["A"]);
    }

    [Fact]
    public async Task List_of_more_than_a_hundred_is_written_from_the_other_side()
    {
        await using var bench = await SpineBench.StartAsync(catalog: SmallCatalog.With(
            Enumerable.Range(1, 130).Select(number => $"{{ Thing: T{number}, Size: 1, Boxes: [Big] }}"), ["{ Box: Big }"]));

        await ImportAsync(bench);
        var again = await bench.ImportAsync();

        var box = await bench.RowAsync("boxes", "Big");
        var known = await bench.KnownAsync("boxes");
        var linked = await bench.Workspace.ReadRelationAsync(box.PageId!, known.Properties["Things"].Id, TestContext.Current.CancellationToken);
        Assert.Equal(130, linked.Length);
        Assert.Equal(0, again.Calls.Write);
    }

    [Fact]
    public async Task More_than_25_links_survive_an_intake_and_a_lost_state()
    {
        await using var bench = await SpineBench.StartAsync(catalog: SmallCatalog.With(
            Enumerable.Range(1, 40).Select(number => $"{{ Thing: T{number}, Boxes: [Big] }}"), ["{ Box: Big }"]));
        await ImportAsync(bench);
        await bench.IntakeAsync();
        await bench.LoseStateAsync();

        var again = await bench.ImportAsync();
        await bench.IntakeAsync();

        var box = await bench.RowAsync("boxes", "Big");
        var links = await bench.State.ReadLinksAsync([box.Ref], TestContext.Current.CancellationToken);
        Assert.Equal((0, 40), (again.Calls.Write, links.Count));
    }

    private static async Task<(int Creates, int Updates)> ImportAsync(SpineBench bench)
    {
        var report = await bench.ImportAsync();
        Assert.True(report.AllRowsWritten, string.Join('\n', report.Sources.SelectMany(source => source.Failed)));
        var calls = (await bench.RequestsAsync())["byEndpoint"]!;
        return (calls["POST /v1/pages"]!.GetValue<int>(), calls["PATCH /v1/pages/{id}"]?.GetValue<int>() ?? 0);
    }

    private static async Task AssertLinksAsync(SpineBench bench, string title, string property, string[] others)
    {
        var shown = Assert.IsType<Model.PropertyValue.Relation>(await bench.ShownAsync("things", title, property)).PageIds;
        var wanted = new List<string>();
        foreach (var other in others)
        {
            wanted.Add((await bench.RowAsync("things", other)).PageId!);
        }

        Assert.Equal(wanted.Order(), shown.Order());
    }
}
