using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace NotionSync.Sources.Tests.Contract;

/// <summary>A vendor on the loopback: answers as it is told, remembers what it was asked, and can break off a connection.</summary>
public sealed class StubVendor : IAsyncDisposable
{
    private readonly WebApplication server;
    private readonly List<StubRequest> requests = [];
    private readonly Lock gate = new();

    private StubVendor(WebApplication server) => this.server = server;

    /// <summary>Where it is.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>Answers a request that no fault was meant for.</summary>
    public Func<StubRequest, StubAnswer> Healthy { get; set; } = _ => new StubAnswer(404, "{}");

    /// <summary>Asked first, with the number of the request (from 1); null lets the healthy answer through.</summary>
    public Func<StubRequest, int, object?> Fault { get; set; } = (_, _) => null;

    /// <summary>Told when it keeps silent, so that time limits can be let run out.</summary>
    public Action Silent { get; set; } = () => { };

    /// <summary>Everything it was asked, in order.</summary>
    public IReadOnlyList<StubRequest> Requests
    {
        get
        {
            lock (gate)
            {
                return [.. requests];
            }
        }
    }

    /// <summary>Starts one on a free port.</summary>
    public static async Task<StubVendor> StartAsync(CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var stub = new StubVendor(builder.Build());
        stub.server.Run(stub.AnswerAsync);
        await stub.server.StartAsync(cancellationToken);
        stub.Address = new Uri(stub.server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        return stub;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => server.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync(context.RequestAborted);
        var request = new StubRequest(
            context.Request.Method,
            context.Request.Path.Value ?? "/",
            context.Request.Query.SelectMany(pair => pair.Value.Select(value => (pair.Key, Value: value ?? ""))).ToLookup(pair => pair.Key, pair => pair.Value),
            context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            body);
        int number;
        lock (gate)
        {
            requests.Add(request);
            number = requests.Count;
        }

        RequestLog.Write(request);

        switch (Fault(request, number) ?? Healthy(request))
        {
            case StubSilence.Reset:
                context.Abort();
                break;
            case StubSilence.Nothing:
                Silent();
                var gone = new TaskCompletionSource();
                await using (context.RequestAborted.Register(gone.SetResult))
                {
                    await gone.Task;
                }

                break;
            case StubAnswer answer:
                context.Response.StatusCode = answer.Status;
                context.Response.ContentType = answer.Type;
                foreach (var (name, value) in answer.Headers)
                {
                    context.Response.Headers[name] = value;
                }

                // A 304 has no body.
                if (answer.Body.Length > 0)
                {
                    await context.Response.WriteAsync(answer.Body, context.RequestAborted);
                }

                break;
        }
    }
}
