namespace NotionSync.Demo;

/// <summary>
/// A vendor as it was recorded: answers over HTTP as it did, so that the real source reads it. A question that was not recorded is
/// refused with an explanation.
/// </summary>
internal interface IReplay
{
    /// <summary>The source that reads it, as in the catalog.</summary>
    string Source { get; }

    /// <summary>Keys below <c>Sources:&lt;Name&gt;</c> that make the source read it, e.g. <c>BaseUrl</c>; credentials are made up.</summary>
    IReadOnlyDictionary<string, string> Settings(Uri address);

    /// <summary>Adds its answers.</summary>
    void Map(IEndpointRouteBuilder routes);
}
