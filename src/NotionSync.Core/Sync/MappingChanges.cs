using System.Security.Cryptography;
using System.Text;
using NotionSync.Abstractions;
using NotionSync.Mapping;
using NotionSync.Model;
using NotionSync.State;

namespace NotionSync.Sync;

/// <summary>Has rows planned anew when the rules by which we compute and link them changed.</summary>
internal sealed class MappingChanges(Catalog catalog, IStateStore state)
{
    private const int ChunkSize = 1000;

    /// <summary>Marks every row of each database whose rules are not the ones that were last planned with.</summary>
    public async Task MarkAsync(CancellationToken cancellationToken)
    {
        foreach (var database in catalog.Databases)
        {
            var note = $"rules:{database.Id}";
            var rules = Fingerprint(database);
            var before = await state.ReadNoteAsync(note, cancellationToken);
            if (before == rules)
            {
                continue;
            }

            // Rows that were never planned with any rules are as they were made or found.
            if (before is not null)
            {
                await MarkRowsAsync(database, cancellationToken);
            }

            await state.SaveAsync(new StateBatch { Notes = new Dictionary<string, string?> { [note] = rules } }, cancellationToken);
        }
    }

    private async Task MarkRowsAsync(DatabaseMapping database, CancellationToken cancellationToken)
    {
        var makers = database.LinkRules.Select((_, index) => $"rule:{database.Id}#{index}").ToHashSet();
        await foreach (var rows in state.ReadAllRowsAsync(database.Id, cancellationToken).Select(row => row.Ref).Chunk(ChunkSize))
        {
            var links = await state.ReadWantedLinksAsync(rows, cancellationToken);
            await state.SaveAsync(
                new StateBatch
                {
                    Dirty = rows,
                    UnwantedLinks = [.. links.Where(link => link.Maker.StartsWith($"rule:{database.Id}#", StringComparison.Ordinal) && !makers.Contains(link.Maker))],
                },
                cancellationToken);
        }
    }

    private static string Fingerprint(DatabaseMapping database)
    {
        var text = new StringBuilder();
        foreach (var property in database.Body is { } body ? database.Properties.Append(body) : database.Properties)
        {
            text.Append(property.Schema.Name).Append(' ').AppendJoin(',', property.Writers).Append(' ')
                .AppendJoin(',', property.People?.MaySet ?? []).Append('/').AppendJoin(',', property.People?.Until ?? []).Append(' ').Append(property.Tolerance).Append(' ').Append(property.ClearWhenMissing).Append(' ').AppendLine(property.Value?.Text);
        }

        foreach (var (row, page) in database.Pages)
        {
            text.Append(row).Append(' ').AppendLine(page.Value?.Text);
        }

        foreach (var rule in database.LinkRules)
        {
            text.Append(rule.Property).Append(' ').Append(rule.Rows?.Text).Append(' ').AppendLine(rule.Where.Text);
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())))[..16];
    }
}
