using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace NotionSync.Tests.LocalWorkspace;

/// <summary>Somebody who registered a webhook: keeps what it is told, and can refuse it.</summary>
internal sealed class WebhookEar : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly Channel<(string Body, string Signature)> told = Channel.CreateUnbounded<(string, string)>();

    private WebhookEar(WebApplication app) => this.app = app;

    public string Url => app.Urls.First();

    /// <summary>What it answers.</summary>
    public int Status { get; set; } = 200;

    public static async Task<WebhookEar> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var ear = new WebhookEar(builder.Build());
        ear.app.Run(ear.HearAsync);
        await ear.app.StartAsync(TestContext.Current.CancellationToken);
        return ear;
    }

    /// <summary>The next thing it is told; its signature must be that of the token, unless none is known yet.</summary>
    public async Task<JsonObject> NextAsync(string? token = null)
    {
        var (body, signature) = await told.Reader.ReadAsync(TestContext.Current.CancellationToken);
        var json = JsonNode.Parse(body)!.AsObject();
        token ??= json["verification_token"]!.GetValue<string>();
        Assert.Equal($"sha256={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(token), Encoding.UTF8.GetBytes(body)))}", signature);
        if (!json.ContainsKey("verification_token"))
        {
            NotionContract.AssertWebhook(body);
        }

        return json;
    }

    /// <summary>Whether nothing more was told than what was read.</summary>
    public bool HeardNothing => !told.Reader.TryPeek(out _);

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    private async Task HearAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        context.Response.StatusCode = Status;
        await told.Writer.WriteAsync((await reader.ReadToEndAsync(context.RequestAborted), context.Request.Headers["X-Notion-Signature"].ToString()));
    }
}
