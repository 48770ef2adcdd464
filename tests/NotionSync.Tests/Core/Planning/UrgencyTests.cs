using NotionSync.Mapping;
using NotionSync.Model;
using NotionSync.Planning;
using NotionSync.State;
using NotionSync.Tests.Spine;

namespace NotionSync.Tests.Core.Planning;

public sealed class UrgencyTests
{
    [Fact]
    public void Rows_of_urgent_databases_are_written_before_all_others()
    {
        var catalog = SpineBench.ProductCatalog();
        RowDraft Draft(string database, string key) => new(
            catalog[database], new LedgerRow { Database = database, Key = new RowKey(key), Title = key }, []);

        var plan = new RowPlanner(catalog, new RelationMap(catalog)).Plan(new RowPlanInput
        {
            Now = DateTimeOffset.UnixEpoch,
            Drafts = [Draft("models", "mlflow/model/a"), Draft("incidents", "pagerduty/incident/1"), Draft("console", "seed/console/x")],
        });

        Assert.Equal(["incidents", "console", "models"], plan.Writes.Select(write => write.Row.Database));
    }
}
