using System.Net;
using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace NotionSync.LocalWorkspace;

/// <summary>Webhooks, which Notion lets be made in its settings pages alone: registered, greeted with a token, and silent until that token is given back.</summary>
internal sealed class WebhooksDoor(ServerState state)
{
    public IReadOnlyList<AdminRoute> Routes =>
    [
        AdminRoute.Of("GET", "webhooks", _ => new JsonObject { ["webhooks"] = Json.ArrayOf(state.Exclusively(() => state.Workspace.Webhooks.All.Select(Shown).ToList())) }),
        new AdminRoute("POST", "webhooks", AddAsync),
        AdminRoute.Of("POST", "webhooks/{id}/confirm", call => state.Exclusively(() => Confirm(call))),
        AdminRoute.Of("DELETE", "webhooks/{id}", call => state.Exclusively(() => Remove(call.Name))),
    ];

    private JsonObject Shown(Webhook webhook) => new()
    {
        ["id"] = webhook.Id,
        ["url"] = webhook.Url,
        ["confirmed"] = webhook.IsConfirmed,
        ["events"] = webhook.Events.Count == 0 ? JsonValue.Create("all") : Json.ArrayOf(webhook.Events.Select(each => JsonValue.Create(each))),
        ["counts"] = state.Webhooks.Counts(webhook.Id),
    };

    private async Task<JsonObject> AddAsync(AdminCall call, CancellationToken cancellationToken)
    {
        if (!Uri.TryCreate(call.Body.Text("url"), UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https") || !MayLeadTo(url))
        {
            throw ApiException.Body($"body.url should be an http address on this machine, instead was `{Shape.Shown(call.Body["url"])}`.");
        }

        var webhook = new Webhook
        {
            Url = url.AbsoluteUri,
            VerificationToken = $"secret_{RandomNumberGenerator.GetHexString(43, lowercase: true)}",
            Events = [.. (call.Body.Array("events") ?? []).Where(Json.IsText).Select(name => name!.AsText())],
        };
        var isTaken = await state.Webhooks.SendAsync(webhook, new JsonObject { ["verification_token"] = webhook.VerificationToken }, cancellationToken);
        if (!isTaken)
        {
            throw ApiException.Validation($"{webhook.Url} did not take the verification token. Let it answer with a status of 200 to 299, and register it again.");
        }

        return state.Exclusively(() => Shown(state.Workspace.Webhooks.Save(webhook)));
    }

    private JsonObject Confirm(AdminCall call)
    {
        var webhook = state.Workspace.Webhooks.Find(call.Name) ?? throw ApiException.NotFound("webhook", call.Name);
        if (call.Body.Text("verificationToken") != webhook.VerificationToken)
        {
            throw ApiException.Validation("That is not the verification token that was sent to the webhook.");
        }

        webhook.IsConfirmed = true;
        return Shown(state.Workspace.Webhooks.Save(webhook));
    }

    private JsonObject Remove(string id)
    {
        state.Workspace.Webhooks.Remove(id);
        state.Webhooks.Forget(id);
        return [];
    }

    // What the name leads to is looked at again with each connection.
    private bool MayLeadTo(Uri url) => state.Options.AllowRemoteWebhooks || url.Host == "localhost" || (IPAddress.TryParse(url.Host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
