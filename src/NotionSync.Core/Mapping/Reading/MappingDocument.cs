using NotionSync.Mapping.Files;

namespace NotionSync.Mapping.Reading;

/// <summary>A mapping file as it was read.</summary>
/// <param name="File">Its name, as in messages.</param>
/// <param name="Content">What it says. Where a required member was missing stands an empty text (which was reported).</param>
/// <param name="Positions">Where each part of it stands.</param>
public sealed record MappingDocument(string File, MappingFile Content, PositionMap Positions);
