using System.Net;
using NotionSync.Notion.Api;
using NotionSync.Notion.Http;
using NotionSync.Notion.Properties;

namespace NotionSync.Notion.Workspace;

/// <summary>Opens workspaces without a container.</summary>
public static class NotionWorkspaceFactory
{
    /// <summary>Opens a workspace. Make one per token: it holds the token's pace.</summary>
    /// <param name="options">Address, token, budget.</param>
    /// <param name="time">The clock.</param>
    /// <param name="handler">What sends, owned by the workspace; null for the network.</param>
    public static NotionWorkspace Create(NotionOptions options, TimeProvider time, HttpMessageHandler? handler = null) =>
        new(new NotionClient(new NotionTransport(options, time, handler ?? Network())), new PropertyCodecs(), time);

    // Long-running workers must follow changes of DNS; and no redirect may carry the token elsewhere.
    private static SocketsHttpHandler Network() => new()
    {
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.All,
        ConnectTimeout = TimeSpan.FromSeconds(15),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        UseCookies = false,
    };
}
