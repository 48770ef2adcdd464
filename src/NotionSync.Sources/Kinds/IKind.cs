using System.Text.Json.Nodes;
using NotionSync.Abstractions;

namespace NotionSync.Sources.Kinds;

/// <summary>One kind of record that a source offers.</summary>
internal interface IKind
{
    /// <summary>What a record is, how it is told from others, and what is needed to read it.</summary>
    SourceKind Kind { get; }

    /// <summary>What is wrong with settings; null settings are an absent <c>read</c> section.</summary>
    IEnumerable<SettingFault> Check(JsonObject? settings);

    /// <summary>Reads the kind: records as they come, faults of parts, and the marks of what was read to its end.</summary>
    /// <exception cref="Http.AnswerException">It could not be read at all.</exception>
    IAsyncEnumerable<SourceItem> ReadAsync(SourceQuery query, CancellationToken cancellationToken);
}
