using NotionSync.Notion.Api.Contracts;

namespace NotionSync.Notion.Api;

internal sealed partial class NotionClient
{
    /// <summary>The bot that the token belongs to.</summary>
    public Task<User> GetMeAsync(CancellationToken cancellationToken) => GetAsync("v1/users/me", NotionJson.Default.User, cancellationToken);
}
