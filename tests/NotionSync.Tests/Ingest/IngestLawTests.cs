using CsCheck;
using Microsoft.Extensions.Time.Testing;
using NotionSync.Mapping;
using NotionSync.Sync;

namespace NotionSync.Tests.Ingest;

/// <summary>Laws of reading: order, overlap, cursors and crashes make no difference to what stands in the ledger in the end.</summary>
public sealed class IngestLawTests
{
    private static readonly string[] Makers = ["Sync key", "Source", "Synced at"];

    private static readonly Gen<int[]> Some = Gen.Shuffle(Enumerable.Range(0, 5).ToArray(), 0, 5);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public Task Whoever_is_faster_the_same_rows_are_made_and_none_twice() => Gen
        .Select(Some, Some, Gen.Int[0, 1].Array[0, 12], Gen.Bool, Gen.Int[0, 2], Gen.Bool)
        .SampleAsync(
            async (versions, artifacts, order, isJoined, makers, isCrowded) =>
            {
                // Written together, a row that two make has the key of the first in the mapping; else of the first that was written.
                var expected = await OneAfterTheOtherAsync(versions, artifacts, makers, withKeys: isJoined);
                var (mlflow, wandb) = Sources(versions, artifacts);
                var interleaving = new Interleaving(order, sources: 2);
                mlflow.Before = interleaving.Of(0, versions.Length);
                wandb.Before = interleaving.Of(1, artifacts.Length);
                var options = new EngineOptions
                {
                    ParentPageId = "parent",
                    RecordsAtOnce = isCrowded ? 2 : 1,
                    RowsPlannedAtOnce = isCrowded ? 250 : 1,
                    JoinSources = isJoined ? TimeSpan.FromSeconds(2) : TimeSpan.Zero,
                };
                await using var bench = await IngestBench.StartAsync(CatalogOf(mlflow, wandb, makers), new FakeTimeProvider(), options, mlflow, wandb);

                await bench.SyncAsync();
                mlflow.Before = wandb.Before = (_, _) => Task.CompletedTask;

                Assert.Equal(expected, isJoined ? bench.Workspace.Rows("Synced at") : bench.Workspace.Rows(Makers).Select(WithoutKey).Order(StringComparer.Ordinal));
                Assert.Equal(0, (await bench.SyncAsync()).Calls.Write);
            },
            iter: 25);

    [Fact]
    public Task Reading_what_changed_and_everything_once_a_day_comes_to_the_same_as_reading_everything_each_time() => Gen
        .Select(Gen.Select(Gen.Int[0, 5], Gen.Int[0, 4], Gen.Int[0, 3]).Array[0, 12], Gen.Int[0, 2])
        .SampleAsync(
            async (steps, makers) =>
            {
                var since = await LedgerAfterAsync(steps, makers, namesCursors: true);
                var whole = await LedgerAfterAsync(steps, makers, namesCursors: false);

                Assert.Equal(whole, since);
            },
            iter: 25);

    [Fact]
    public Task Killed_anywhere_and_begun_again_the_same_rows_stand_in_the_end() => Gen
        .Select(Some, Some, Gen.Int[0, 2], Gen.Int[0, 3], Gen.Int[0, 12])
        .SampleAsync(
            async (versions, artifacts, makers, where, at) =>
            {
                var expected = await OneAfterTheOtherAsync(versions, artifacts, makers);
                var (mlflow, wandb) = Sources(versions, artifacts);
                var options = new EngineOptions { ParentPageId = "parent", RecordsAtOnce = 1, JoinSources = TimeSpan.Zero, RowsAtOnce = 1, RowsPlannedAtOnce = 2 };
                var catalog = CatalogOf(mlflow, wandb, makers);
                await using var bench = await IngestBench.StartAsync(catalog, new FakeTimeProvider(), options, mlflow, wandb);
                var countdown = at;
                void Kill(int place)
                {
                    if (place == where && countdown-- <= 0)
                    {
                        throw new InvalidOperationException("killed");
                    }
                }

                mlflow.Before = (_, _) => Do(() => Kill(0));
                wandb.Before = (_, _) => Do(() => Kill(1));
                bench.Workspace.Before = (_, _) => Do(() => Kill(2));
                bench.Workspace.After = (_, _) => Do(() => Kill(3));
                var first = await Record.ExceptionAsync(() => bench.SyncAsync());
                where = -1;
                bench.Restart(catalog);

                await bench.SyncAsync();

                Assert.True(first is null or InvalidOperationException { Message: "killed" }, first?.ToString());
                Assert.Equal(expected, bench.Workspace.Rows(Makers).Select(WithoutKey).Order(StringComparer.Ordinal));
                Assert.Equal(0, (await bench.SyncAsync()).Calls.Write);
            },
            iter: 25);

    private static Task Do(Action action)
    {
        action();
        return Task.CompletedTask;
    }

    private static async Task<List<string>> OneAfterTheOtherAsync(int[] versions, int[] artifacts, int makers, bool withKeys = false)
    {
        var (mlflow, wandb) = Sources([.. versions.Order()], [.. artifacts.Order()]);
        await using var bench = await IngestBench.StartAsync(CatalogOf(mlflow, wandb, makers), new FakeTimeProvider(), mlflow, wandb);
        await bench.SyncAsync("MLflow");
        await bench.SyncAsync("Wandb");
        return withKeys ? [.. bench.Workspace.Rows("Synced at")] : [.. bench.Workspace.Rows(Makers).Select(WithoutKey).Order(StringComparer.Ordinal)];
    }

    private static async Task<IReadOnlyList<string>> LedgerAfterAsync((int Action, int Number, int Variant)[] steps, int makers, bool namesCursors)
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 8, 0, 0, TimeSpan.Zero));
        var (mlflow, wandb) = Sources([], []);
        mlflow.NamesCursors = wandb.NamesCursors = namesCursors;
        await using var bench = await IngestBench.StartAsync(CatalogOf(mlflow, wandb, makers), time, mlflow, wandb);
        foreach (var (action, number, variant) in steps)
        {
            switch (action)
            {
                case 0:
                    PutVersion(mlflow, number, variant);
                    break;
                case 1:
                    PutArtifact(wandb, number, variant);
                    break;
                case 2:
                    mlflow.Take("version", $"v{number}");
                    break;
                case 3:
                    wandb.Take("artifact", $"a{number}");
                    break;
                default:
                    time.Advance(variant == 3 ? TimeSpan.FromHours(25) : TimeSpan.FromMinutes(7));
                    await bench.SyncAsync();
                    break;
            }
        }

        // What one read finds gone makes room for another record in the next.
        for (var day = 0; day < 3; day++)
        {
            time.Advance(TimeSpan.FromHours(25));
            await bench.SyncAsync();
        }

        return await bench.LedgerAsync("Synced at");
    }

    private static (LivingSource MLflow, LivingSource Wandb) Sources(int[] versions, int[] artifacts)
    {
        var mlflow = new LivingSource("MLflow", "version") { Order = keys => [.. versions.Select(number => $"v{number}").Where(keys.Contains), .. keys.Where(key => !versions.Contains(key[1] - '0'))] };
        var wandb = new LivingSource("Wandb", "artifact") { Order = keys => [.. artifacts.Select(number => $"a{number}").Where(keys.Contains), .. keys.Where(key => !artifacts.Contains(key[1] - '0'))] };
        Array.ForEach(versions, number => PutVersion(mlflow, number, 0));
        Array.ForEach(artifacts, number => PutArtifact(wandb, number, 0));
        return (mlflow, wandb);
    }

    private static void PutVersion(LivingSource mlflow, int number, int variant) => mlflow.Put(
        "version", $"v{number}", $$"""{"name":"m{{number}}","version":"1","accuracy":{{variant}},"lab":"lab{{variant % 2}}","place":"here"}""");

    private static void PutArtifact(LivingSource wandb, int number, int variant) =>
        wandb.Put("artifact", $"a{number}", $$"""{"name":"m{{number}}","version":"1","score":{{variant}}}""");

    // One maker; two that both say what is the same; two of which one says it.
    private static Catalog CatalogOf(LivingSource mlflow, LivingSource wandb, int makers) => ModelCatalog.With([mlflow, wandb], text =>
    {
        // What nobody says any more is cleared, or the past would show: a value that came before its record was known to be gone.
        text = text.Replace("writer: wandb }", "writer: wandb, missing: clear }", StringComparison.Ordinal);
        var both = makers == 0 ? text : text.Replace("create: false\n    values: {", "values: { Model: \"concat(name, ' v', version)\", Name: name, Version: version,", StringComparison.Ordinal);
        return makers < 2 ? both : both.Replace("    match: { Name: name, Version: version }\n    values: { Model: \"concat(name, ' v', version)\", Name: name, Version: version, Accuracy", "    values: { Model: \"concat(name, ' v', version)\", Name: name, Version: version, Accuracy", StringComparison.Ordinal);
    });

    private static string WithoutKey(string row) => string.Join(' ', row.Split(' ').Where((_, part) => part != 1));
}
