using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace NotionSync.LocalWorkspace;

/// <summary>Posts to webhooks: signed, following nothing, and to this machine alone unless the options say otherwise.</summary>
internal sealed class WebhookSender : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly HttpClient _client;
    private readonly bool _mayLeave;

    public WebhookSender(bool mayLeave)
    {
        _mayLeave = mayLeave;
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false, UseCookies = false, ConnectCallback = ConnectAsync };
        _client = new HttpClient(handler) { Timeout = Patience };
    }

    /// <returns>Whether the other side took it.</returns>
    public async Task<bool> SendAsync(string url, string token, JsonObject body, CancellationToken cancellationToken)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(body, Json.Options);
        using var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = new("application/json");
        content.Headers.Add("X-Notion-Signature", Signature(token, bytes));
        try
        {
            using var answer = await _client.PostAsync(new Uri(url), content, cancellationToken);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            // Refused, silent or gone: all that there is to do is to try again later.
            return false;
        }
    }

    public void Dispose() => _client.Dispose();

    private static string Signature(string token, byte[] body) => $"sha256={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(token), body))}";

    // A name is judged by the addresses that it has at this very moment.
    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var addresses = await Dns.GetHostAddressesAsync(context.DnsEndPoint.Host, cancellationToken);
        var allowed = Array.FindAll(addresses, address => _mayLeave || IPAddress.IsLoopback(address));
        if (allowed.Length == 0)
        {
            throw new HttpRequestException($"A webhook may lead to this machine only; {context.DnsEndPoint.Host} is another one.");
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, context.DnsEndPoint.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
