using System.Collections.Immutable;
using NotionSync.Abstractions;
using NotionSync.Mapping;
using NotionSync.Model;
using NotionSync.State;

namespace NotionSync.Sync;

/// <summary>
/// Finds rows by what they will hold, whoever wrote it last. Its indexes are made at the first question and live while sources are
/// read. Asked within the turn.
/// </summary>
internal sealed class MatchBook
{
    private readonly Lock gate = new();
    private readonly Dictionary<(string Database, string Properties), MatchIndex> indexes = [];

    /// <summary>Rows of a database that will hold these values in these properties, by match key; of several rows the first.</summary>
    public async Task<IReadOnlyDictionary<string, RowKey>> FindAsync(
        DatabaseMapping database, ImmutableArray<string> properties, IReadOnlyCollection<string> keys, IStateStore state, CancellationToken cancellationToken)
    {
        if (keys.Count == 0)
        {
            return ImmutableDictionary<string, RowKey>.Empty;
        }

        var place = (database.Id, string.Join('\n', properties));
        MatchIndex? index;
        lock (gate)
        {
            index = indexes.GetValueOrDefault(place);
        }

        if (index is null)
        {
            index = new MatchIndex(database, properties);
            await index.BuildAsync(state, cancellationToken);
            lock (gate)
            {
                indexes[place] = index;
            }
        }

        return await index.FindAsync(keys, state, cancellationToken);
    }

    /// <summary>Takes note of what was saved.</summary>
    public void Note(StateBatch batch)
    {
        lock (gate)
        {
            if (batch.ForgottenDatabases is not [])
            {
                indexes.Clear();
            }

            foreach (var index in indexes.Values)
            {
                index.Note(batch);
            }
        }
    }

    /// <summary>Forgets everything, when nobody reads any more.</summary>
    public void Clear()
    {
        lock (gate)
        {
            indexes.Clear();
        }
    }
}
