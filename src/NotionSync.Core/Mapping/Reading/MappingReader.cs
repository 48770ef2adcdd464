using System.Text.Json;
using NotionSync.Mapping.Files;
using NotionSync.Model;

namespace NotionSync.Mapping.Reading;

/// <summary>Reads one mapping file from its text.</summary>
public static class MappingReader
{
    /// <summary>Reads a mapping file and checks its shape: keys, types of values, required members, duplicates.</summary>
    /// <param name="file">The file's name as messages should show it, e.g. <c>mappings/03-models.yaml</c>.</param>
    /// <param name="text">The file's text.</param>
    /// <param name="diagnostics">Every fault is added here; the reading goes on after all but syntax errors.</param>
    /// <returns>Null when the text is no YAML map at all.</returns>
    public static MappingDocument? Read(string file, string text, ICollection<Diagnostic> diagnostics)
    {
        var found = new List<Diagnostic>();
        var document = ReadInto(found, file, text);
        foreach (var diagnostic in found)
        {
            diagnostics.Add(diagnostic);
        }

        return document;
    }

    private static MappingDocument? ReadInto(List<Diagnostic> diagnostics, string file, string text)
    {
        if (new YamlText(file, text, diagnostics).Read() is not { } root)
        {
            return null;
        }

        var positions = new PositionMap(file);
        positions.Add("", root.Position, root.Position);
        var shape = MappingFileJson.Default.MappingFile;
        return new SectionReader(MappingFileJson.Default, positions, diagnostics).Read(root, shape, "") is { } json
            ? new MappingDocument(file, json.Deserialize(shape)!, positions)
            : null;
    }
}
