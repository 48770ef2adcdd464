namespace NotionSync.Sources.JsonApi.Paging;

/// <summary>The whole list in one answer.</summary>
internal sealed class SinglePage : IPaging
{
    /// <inheritdoc/>
    public Page First { get; } = new();

    /// <inheritdoc/>
    public Page? After(Page page, PageAnswer answer, int count) => null;
}
