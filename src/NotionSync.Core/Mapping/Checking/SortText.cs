using NotionSync.Model;

namespace NotionSync.Mapping.Checking;

/// <summary>Sorts as mapping files write them.</summary>
internal static class SortText
{
    /// <summary>A property name with a leading minus for descending; a property whose own name begins with a minus is taken as it is.</summary>
    public static ViewSort Parse(string text, Func<string, bool> exists) =>
        text.StartsWith('-') && !exists(text) ? new ViewSort(text[1..].TrimStart(), Descending: true) : new ViewSort(text, Descending: false);
}
