using CsCheck;
using Microsoft.Extensions.Time.Testing;
using NotionSync.Abstractions;
using NotionSync.Mapping;
using NotionSync.Model;

namespace NotionSync.Tests.Ingest;

public sealed class HandOverLawTests
{
    private const string Incidents = """
        database: { id: incidents, title: Incidents }
        properties:
          Incident: { type: title, writer: mlflow }
          Status:
            type: select
            writer: mlflow
            options: [Active, Acknowledged, Mitigated, Resolved, Closed]
            people: { may_set: [Mitigated, Closed], until: [Active] }
        sources:
          - source: MLflow
            kind: incident
            key: key
            values: { Incident: key, Status: status }
        """;

    private const string Key = "mlflow/incident/i";

    private static readonly string[] MaySet = ["Mitigated", "Closed"];

    private static readonly Gen<(bool ByPerson, string Status)> Step = Gen.Select(Gen.Bool, Gen.OneOf("Active", "Acknowledged", "Mitigated", "Resolved", "Closed"));

    // What stands is a person's from the moment they set it until the source begins to say Active, or what comes later; all else is the source's.
    [Fact]
    public void What_is_shown_is_the_persons_until_the_source_fires_again() => Step.Array[1, 25].Sample(
        steps => FollowAsync(steps).GetAwaiter().GetResult(),
        iter: 60);

    private static async Task FollowAsync((bool ByPerson, string Status)[] steps)
    {
        var source = new LivingSource("MLflow", "incident");
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 8, 0, 0, TimeSpan.Zero));
        var catalog = CatalogReader.Read("mappings", [("mappings/incidents.yaml", Incidents)], [source]).Catalog!;
        await using var bench = await IngestBench.StartAsync(catalog, clock, source);
        var (said, shown, isPersons) = ("Acknowledged", "Acknowledged", false);
        Put(source, said);
        await bench.SyncAsync();

        foreach (var (byPerson, status) in steps)
        {
            // Beyond the hour within which drift is not fought over.
            clock.Advance(TimeSpan.FromHours(2));
            if (byPerson)
            {
                bench.Workspace.Edit("incidents", Key, "Status", new PropertyValue.Select(status));
                await bench.IntakeAsync();
                isPersons = status == shown ? isPersons : MaySet.Contains(status);
                shown = isPersons ? status : said;
            }
            else
            {
                Put(source, status);
                await bench.SyncAsync();
                isPersons &= said == status || (status != "Active" && Place(status) <= Place(shown));
                said = status;
                shown = isPersons ? shown : said;
            }

            Assert.Equal(new PropertyValue.Select(shown), bench.Workspace.Shown("incidents", Key, "Status"));
        }

        Assert.Equal(0, (await bench.SyncAsync()).Calls.Write);
    }

    private static int Place(string status) => Array.IndexOf(["Active", "Acknowledged", "Mitigated", "Resolved", "Closed"], status);

    private static void Put(LivingSource source, string status) => source.Put("incident", "i", $$"""{"status":"{{status}}"}""");
}
