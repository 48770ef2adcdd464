using System.Collections;
using System.Runtime.CompilerServices;

namespace NotionSync.Mapping.Files;

/// <summary>A list that may be written as a single value.</summary>
[CollectionBuilder(typeof(OneOrManyBuilder), nameof(OneOrManyBuilder.Create))]
public sealed class OneOrMany<T>(IReadOnlyList<T> items) : IReadOnlyList<T>
{
    /// <inheritdoc/>
    public int Count => items.Count;

    /// <inheritdoc/>
    public T this[int index] => items[index];

    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator() => items.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

/// <summary>Makes <see cref="OneOrMany{T}"/> from collection expressions.</summary>
public static class OneOrManyBuilder
{
    /// <summary>Makes a list of the items.</summary>
    public static OneOrMany<T> Create<T>(ReadOnlySpan<T> items) => new([.. items]);
}
