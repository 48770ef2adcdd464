using System.Collections.Immutable;
using System.Text.RegularExpressions;
using NotionSync.Model;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace NotionSync.Mapping.Reading;

/// <summary>
/// Reads one YAML text into nodes with positions. Everything that goes wrong becomes a diagnostic; only a syntax error ends the reading.
/// Anchors and aliases are refused, since a few lines of them can stand for gigabytes.
/// </summary>
internal sealed partial class YamlText(string file, string text, List<Diagnostic> diagnostics)
{
    /// <summary>The longest mapping file, in characters.</summary>
    public const int MaxCharacters = 1_000_000;

    private const int MaxDepth = 32;

    /// <returns>The root; null when there is none (each reason was reported).</returns>
    public YamlNode? Read()
    {
        if (text.Length > MaxCharacters)
        {
            Fault(
                new SourcePosition(file, 1, 1),
                $"The file has {text.Length} characters, more than {MaxCharacters}.",
                "Split the database's rows off, or check that this is a mapping file.");
            return null;
        }

        try
        {
            var parser = new Parser(new StringReader(text));
            parser.Consume<StreamStart>();
            if (!parser.TryConsume<DocumentStart>(out _))
            {
                Fault(new SourcePosition(file, 1, 1), "The file is empty.", "Describe a database in it, or remove it.");
                return null;
            }

            var root = ReadNode(parser, 0);
            parser.Consume<DocumentEnd>();
            if (parser.TryConsume<DocumentStart>(out var second))
            {
                Fault(At(second.Start), "The file holds a second document.", "Give each database a file of its own.");
            }

            return root;
        }
        catch (YamlException error)
        {
            ReportSyntax(error);
            return null;
        }
    }

    private YamlNode ReadNode(Parser parser, int depth)
    {
        if (depth > MaxDepth)
        {
            throw new YamlException(parser.Current!.Start, parser.Current.End, $"The file is nested deeper than {MaxDepth} levels.");
        }

        if (parser.TryConsume<AnchorAlias>(out var alias))
        {
            Fault(At(alias.Start), $"The alias '*{alias.Value}' is not supported.", "Write the value out.");
            return new YamlNode.Scalar("", IsPlain: true, At(alias.Start));
        }

        RefuseAnchor((NodeEvent)parser.Current!);
        if (parser.TryConsume<Scalar>(out var scalar))
        {
            return new YamlNode.Scalar(scalar.Value, scalar.Style is ScalarStyle.Plain && scalar.Tag.IsEmpty, At(scalar.Start));
        }

        return parser.TryConsume<SequenceStart>(out var list) ? ReadList(parser, list, depth) : ReadMap(parser, parser.Consume<MappingStart>(), depth);
    }

    private YamlNode.List ReadList(Parser parser, SequenceStart start, int depth)
    {
        var items = ImmutableArray.CreateBuilder<YamlNode>();
        while (!parser.TryConsume<SequenceEnd>(out _))
        {
            items.Add(ReadNode(parser, depth + 1));
        }

        return new YamlNode.List(items.ToImmutable(), At(start.Start));
    }

    private YamlNode.Map ReadMap(Parser parser, MappingStart start, int depth)
    {
        var entries = ImmutableArray.CreateBuilder<YamlNode.Entry>();
        var seen = new Dictionary<string, SourcePosition>();
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            var key = ReadNode(parser, depth + 1);
            var value = ReadNode(parser, depth + 1);
            if (key is not YamlNode.Scalar { Text: var name })
            {
                Fault(key.Position, $"A key is {key.Shown}.", "Write keys as plain text.");
            }
            else if (seen.TryGetValue(name, out var first))
            {
                Fault(key.Position, $"The key '{name}' is written twice.", $"It already stands in line {first.Line}; keep one of them.");
            }
            else
            {
                seen.Add(name, key.Position);
                entries.Add(new YamlNode.Entry(name, key.Position, value));
            }
        }

        return new YamlNode.Map(entries.ToImmutable(), At(start.Start));
    }

    private void RefuseAnchor(NodeEvent node)
    {
        if (!node.Anchor.IsEmpty)
        {
            Fault(At(node.Start), $"The anchor '&{node.Anchor.Value}' is not supported.", "Write the value out where it is needed.");
        }
    }

    private void ReportSyntax(YamlException error)
    {
        // The parser reports a tab in the indentation at the start of the file.
        var lines = text.Split('\n');
        if (Array.FindIndex(lines, line => TabIndent().IsMatch(line)) is var tabbed and >= 0)
        {
            Fault(
                new SourcePosition(file, tabbed + 1, lines[tabbed].IndexOf('\t', StringComparison.Ordinal) + 1),
                "A tab indents this line.",
                "YAML takes spaces only.");
            return;
        }

        Fault(At(error.Start), $"The YAML cannot be read: {error.Message.TrimEnd('.')}.", "Check indentation, colons and quotes here and in the line before.");
    }

    private void Fault(SourcePosition where, string what, string fix) => diagnostics.Add(new Diagnostic(Severity.Error, where.ToString(), what, fix));

    private SourcePosition At(Mark mark) => new(file, (int)mark.Line, (int)mark.Column);

    [GeneratedRegex(@"^ *\t\s*\S")]
    private static partial Regex TabIndent();
}
