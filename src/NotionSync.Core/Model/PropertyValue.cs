using System.Collections.Immutable;

namespace NotionSync.Model;

/// <summary>
/// One value of one property, in the product's terms and free of any wire format. A closed family. Two values are equal when a
/// person would call them the same; what Notion rounds or folds is settled beforehand by <see cref="Abstractions.IValueRules"/>.
/// </summary>
public abstract record PropertyValue
{
    private PropertyValue()
    {
    }

    /// <summary>The value as it is remembered once it is written: equal to this one, without the content of pictures.</summary>
    public virtual PropertyValue Remembered() => this;

    /// <summary>No value: clears the property. Text that is empty, a list without items and an absent date are this too.</summary>
    public sealed record Empty : PropertyValue
    {
        /// <summary>The only instance that is needed.</summary>
        public static Empty Value { get; } = new();
    }

    /// <summary>Title or text, plain. May be longer than one segment of Notion's; the wire splits it.</summary>
    public sealed record Text(string Content) : PropertyValue;

    /// <summary>A number. Percentages are fractions.</summary>
    public sealed record Number(decimal Amount) : PropertyValue;

    /// <summary>One option, by name.</summary>
    public sealed record Select(string Option) : PropertyValue
    {
        /// <inheritdoc/>
        public bool Equals(Select? other) => other is not null && string.Equals(Option, other.Option, StringComparison.OrdinalIgnoreCase);

        /// <inheritdoc/>
        public override int GetHashCode() => StringComparer.OrdinalIgnoreCase.GetHashCode(Option);
    }

    /// <summary>Several options, by name; order does not count.</summary>
    public sealed record MultiSelect(ImmutableArray<string> Options) : PropertyValue
    {
        /// <inheritdoc/>
        public bool Equals(MultiSelect? other) =>
            other is not null && Options.ToHashSet(StringComparer.OrdinalIgnoreCase).SetEquals(other.Options);

        /// <inheritdoc/>
        public override int GetHashCode() => Options.Aggregate(0, (hash, option) => hash ^ StringComparer.OrdinalIgnoreCase.GetHashCode(option));
    }

    /// <summary>A day (no time of day) or an instant, with an optional end of the same sort.</summary>
    public sealed record Date(DateTimeOffset Start, DateTimeOffset? End, bool HasTime) : PropertyValue
    {
        /// <summary>A day without a time.</summary>
        public static Date Day(DateOnly day) => new(new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero), null, HasTime: false);

        /// <summary>An instant.</summary>
        public static Date At(DateTimeOffset instant) => new(instant, null, HasTime: true);
    }

    /// <summary>A tick.</summary>
    public sealed record Checkbox(bool Ticked) : PropertyValue;

    /// <summary>An address, absolute.</summary>
    public sealed record Url(string Address) : PropertyValue;

    /// <summary>Files by name and external address, and pictures of ours.</summary>
    public sealed record Files(ImmutableArray<FileLink> Links) : PropertyValue
    {
        /// <inheritdoc/>
        public override PropertyValue Remembered() => new Files([.. Links.Select(link => Picture.IsName(link.Name) ? link with { Address = "" } : link)]);

        /// <inheritdoc/>
        public bool Equals(Files? other) => other is not null && Links.SequenceEqual(other.Links);

        /// <inheritdoc/>
        public override int GetHashCode() => Links.Aggregate(0, HashCode.Combine);
    }

    /// <summary>
    /// Linked pages by id, lower case with dashes; order does not count. <paramref name="Truncated"/>: Notion showed only the first
    /// 25, so the list must never be written back.
    /// </summary>
    public sealed record Relation(ImmutableArray<string> PageIds, bool Truncated = false) : PropertyValue
    {
        /// <inheritdoc/>
        public bool Equals(Relation? other) => other is not null && Truncated == other.Truncated && PageIds.ToHashSet().SetEquals(other.PageIds);

        /// <inheritdoc/>
        public override int GetHashCode() => PageIds.Aggregate(0, (hash, id) => hash ^ id.GetHashCode(StringComparison.Ordinal));
    }

    /// <summary>A value that Notion computes (rollup, formula): what it shows now; never written.</summary>
    public sealed record Computed(PropertyValue Shown) : PropertyValue;

    /// <summary>A value of a type that we do not know; kept as Notion's JSON text and never written.</summary>
    public sealed record Other(string Json) : PropertyValue;

    /// <summary>
    /// A file by name and address. A <see cref="Picture"/> of ours is what its name says; its address is its content as long as that may have
    /// to be sent, else empty.
    /// </summary>
    public readonly record struct FileLink(string Name, string Address)
    {
        /// <inheritdoc/>
        public bool Equals(FileLink other) => Name == other.Name && (Address == other.Address || Picture.IsName(Name));

        /// <inheritdoc/>
        public override int GetHashCode() => Name.GetHashCode(StringComparison.Ordinal);
    }
}
