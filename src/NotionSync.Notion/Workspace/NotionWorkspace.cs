using NotionSync.Abstractions;
using NotionSync.Notion.Api;
using NotionSync.Notion.Api.Contracts;
using NotionSync.Notion.Http;
using NotionSync.Notion.Properties;

namespace NotionSync.Notion.Workspace;

/// <summary>A workspace at Notion, or at a server that speaks as Notion does. Safe for concurrent use; one per token.</summary>
public sealed partial class NotionWorkspace : IWorkspace, IDisposable
{
    private readonly PropertyCodecs _codecs;
    private readonly SchemaWire _schemas;
    private readonly RowWire _rows;
    private readonly CreateOnce _once;
    private readonly TimeProvider _time;

    internal NotionWorkspace(NotionClient client, PropertyCodecs codecs, TimeProvider time)
    {
        Client = client;
        _codecs = codecs;
        _schemas = new(codecs);
        _rows = new(codecs);
        _once = new(time);
        _time = time;
    }

    /// <inheritdoc/>
    public CallCount Calls => Client.Transport.Calls;

    /// <summary>The API beneath, for what is no row and no schema: blocks, comments, files, markdown.</summary>
    internal NotionClient Client { get; }

    /// <summary>The same workspace, whose calls go in another lane; budget and count of calls are shared, and it need not be disposed.</summary>
    public NotionWorkspace In(Lane lane) => new(Client.In(lane), _codecs, _time);

    /// <inheritdoc/>
    public IHomePages Home => new NotionHomePages(Client, _codecs, _once);

    /// <inheritdoc/>
    public IWorkspace Urgent => In(Lane.Urgent);

    /// <inheritdoc/>
    public Task<WorkspaceIdentity> ConnectAsync(string parentPageId, CancellationToken cancellationToken) => WorkspaceFaults.TranslateAsync(async () =>
    {
        var bot = await Client.GetMeAsync(cancellationToken);
        var page = await Client.GetPageAsync(parentPageId, cancellationToken);
        var title = page.Properties.Values.FirstOrDefault(property => property.Type == PropertyType.Title)?.Payload is { } payload
            ? RichTextSegments.Decode(payload)
            : "";
        return page.InTrash
            ? throw new WorkspaceException(WorkspaceFault.NotFound, $"The parent page '{title}' is in Notion's trash. Restore it, or set Notion:ParentPage to another page.")
            : new WorkspaceIdentity(NotionId.Canonical(bot.Id), bot.Name ?? "", bot.Bot?.WorkspaceName, title);
    });

    /// <inheritdoc/>
    public void Dispose() => Client.Transport.Dispose();

    private static async Task<T?> OrNullAsync<T>(Func<Task<T>> read)
        where T : class
    {
        try
        {
            return await read();
        }
        catch (NotionApiException exception) when (exception.Status is 404)
        {
            return null;
        }
    }
}
