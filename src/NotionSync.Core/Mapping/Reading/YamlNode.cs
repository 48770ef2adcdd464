using System.Collections.Immutable;
using NotionSync.Model;

namespace NotionSync.Mapping.Reading;

/// <summary>A piece of a YAML text with the place where it begins. A closed family.</summary>
internal abstract record YamlNode(SourcePosition Position)
{
    /// <summary>How a message calls it: <c>a list</c>, <c>a map</c> or the value in quotes.</summary>
    public abstract string Shown { get; }

    /// <summary>A value; <paramref name="IsPlain"/>: written without quotes or block, so that it may stand for a number, true, false or null.</summary>
    public sealed record Scalar(string Text, bool IsPlain, SourcePosition Position) : YamlNode(Position)
    {
        /// <inheritdoc/>
        public override string Shown => $"'{Text}'";

        /// <summary>No value at all: nothing, <c>~</c> or <c>null</c>.</summary>
        public bool IsNull => IsPlain && Text is "" or "~" or "null";
    }

    /// <summary>Items in order.</summary>
    public sealed record List(ImmutableArray<YamlNode> Items, SourcePosition Position) : YamlNode(Position)
    {
        /// <inheritdoc/>
        public override string Shown => "a list";
    }

    /// <summary>Keys with values, in order; keys are unique.</summary>
    public sealed record Map(ImmutableArray<Entry> Entries, SourcePosition Position) : YamlNode(Position)
    {
        /// <inheritdoc/>
        public override string Shown => "a map";
    }

    /// <summary>A key with its value.</summary>
    public readonly record struct Entry(string Key, SourcePosition KeyPosition, YamlNode Value);
}
