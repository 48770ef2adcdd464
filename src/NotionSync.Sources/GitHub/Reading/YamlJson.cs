using System.Globalization;
using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace NotionSync.Sources.GitHub.Reading;

/// <summary>Reads the front matter of files, which anybody may have written: no anchors, no tags, no depth.</summary>
internal static class YamlJson
{
    private const int MostDepth = 16;
    private const int MostCharacters = 64 * 1024;

    /// <summary>The members of a YAML map; null when it is none or cannot be read. Dates and decimals stay texts.</summary>
    public static JsonObject? Read(string yaml)
    {
        if (yaml.Length > MostCharacters)
        {
            return null;
        }

        try
        {
            var parser = new Parser(new StringReader(yaml));
            parser.Consume<StreamStart>();
            return parser.TryConsume<DocumentStart>(out _) ? Node(parser, 0) as JsonObject : null;
        }
        catch (YamlException)
        {
            // Text between two rules that is no YAML is text.
            return null;
        }
    }

    private static JsonNode? Node(Parser parser, int depth)
    {
        if (depth > MostDepth)
        {
            throw new YamlException("Nested too deep.");
        }

        if (parser.TryConsume<Scalar>(out var scalar))
        {
            return scalar is { Style: ScalarStyle.Plain, Tag.IsEmpty: true } ? Plain(scalar.Value) : scalar.Value;
        }

        if (parser.TryConsume<SequenceStart>(out _))
        {
            var list = new JsonArray();
            while (!parser.TryConsume<SequenceEnd>(out _))
            {
                list.Add(Node(parser, depth + 1));
            }

            return list;
        }

        // An alias is neither, and ends the reading.
        parser.Consume<MappingStart>();
        var map = new JsonObject();
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            var key = parser.Consume<Scalar>().Value;
            map[key] = Node(parser, depth + 1);
        }

        return map;
    }

    private static JsonNode? Plain(string text) => text switch
    {
        "" or "~" or "null" or "Null" or "NULL" => null,
        "true" or "True" or "TRUE" => true,
        "false" or "False" or "FALSE" => false,
        // A decimal stays a text: of '1.10' as a version the zero would be lost.
        _ when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && text == number.ToString(CultureInfo.InvariantCulture) => number,
        _ => text,
    };
}
