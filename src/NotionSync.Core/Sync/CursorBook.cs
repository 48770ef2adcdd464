using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using NotionSync.Abstractions;
using NotionSync.State;

namespace NotionSync.Sync;

/// <summary>Where the last read of each group ended, as a note in the state, and when it counts no more.</summary>
internal sealed class CursorBook(IStateStore state, EngineOptions options, DateTimeOffset at, bool isFull)
{
    private Dictionary<string, string?>? dataSources;

    /// <summary>From where a group is read now.</summary>
    public async Task<ReadStart> StartAsync(ReadGroup group, CancellationToken cancellationToken)
    {
        dataSources ??= (await state.ReadDatabasesAsync(cancellationToken)).ToDictionary(database => database.Id, database => database.DataSourceId);
        var mapping = group.Fingerprint(options, dataSources);
        var known = Read(await state.ReadNoteAsync(group.Note, cancellationToken));
        return known is not null && known.Mapping == mapping && !isFull && at - known.FullAt < options.FullReadEvery
            ? new ReadStart(known.Cursor, mapping, known.FullAt, known.LeftOut)
            : new ReadStart(null, mapping, at, []);
    }

    /// <summary>Remembers where a read ended of which everything is in the state.</summary>
    /// <param name="group">What was read.</param>
    /// <param name="start">From where.</param>
    /// <param name="next">Where the next read may begin; null when the read named no place.</param>
    /// <param name="leftOut">What of the read, or of one before it, is not in the state after all.</param>
    /// <param name="cancellationToken">Stops before the write.</param>
    public async Task MoveAsync(ReadGroup group, ReadStart start, string? next, ImmutableArray<LeftOut> leftOut, CancellationToken cancellationToken)
    {
        if ((next ?? start.Cursor) is not { } cursor)
        {
            await ForgetAsync(group, cancellationToken);
            return;
        }

        var text = JsonSerializer.Serialize(new CursorNote(cursor, start.Mapping, start.FullAt) { LeftOut = leftOut }, CursorNoteJson.Default.CursorNote);
        await SaveAsync(group, text, cancellationToken);
    }

    /// <summary>Has the next read begin at the beginning.</summary>
    public async Task ForgetAsync(ReadGroup group, CancellationToken cancellationToken)
    {
        if (await state.ReadNoteAsync(group.Note, cancellationToken) is not null)
        {
            await SaveAsync(group, null, cancellationToken);
        }
    }

    private Task SaveAsync(ReadGroup group, string? text, CancellationToken cancellationToken) =>
        state.SaveAsync(new StateBatch { Notes = new Dictionary<string, string?> { [group.Note] = text } }, cancellationToken);

    // A note of another version is as good as none.
    private static CursorNote? Read(string? text)
    {
        try
        {
            return text is null ? null : JsonSerializer.Deserialize(text, CursorNoteJson.Default.CursorNote);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>From where a group is read.</summary>
/// <param name="Cursor">Null: all of it.</param>
/// <param name="Mapping">Fingerprint of the mapping that the read's claims are made with.</param>
/// <param name="FullAt">When the group was last read whole; this read counts.</param>
/// <param name="LeftOut">What earlier reads gave in vain; nothing when all is read again.</param>
internal sealed record ReadStart(string? Cursor, string Mapping, DateTimeOffset FullAt, ImmutableArray<LeftOut> LeftOut);

/// <summary>A record that is not in the state, since it cannot be mapped or speaks of the row of another.</summary>
/// <param name="Database">Id of the database.</param>
/// <param name="Block">Name of the block.</param>
/// <param name="Claimant">The record.</param>
/// <param name="Reason">Why, as it is told.</param>
internal sealed record LeftOut(string Database, string Block, string Claimant, string Reason);

/// <summary>A cursor as it is kept.</summary>
internal sealed record CursorNote(string Cursor, string Mapping, DateTimeOffset FullAt)
{
    /// <summary>Records that are told of again, though they do not come again.</summary>
    public ImmutableArray<LeftOut> LeftOut { get; init; } = [];
}

/// <summary>Cursors as they are kept.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectRequiredConstructorParameters = true, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(CursorNote))]
internal sealed partial class CursorNoteJson : JsonSerializerContext;
