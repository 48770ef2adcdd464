using System.Net;
using System.Net.Mime;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace NotionSync.Scenarios.Aws;

/// <summary>The address at which ECS tells a container its credentials. Its answers are made by hand after AWS's documentation of container credentials.</summary>
internal sealed class ContainerCredentials : IAsyncDisposable
{
    private readonly WebApplication server;

    private ContainerCredentials(WebApplication server) => this.server = server;

    /// <summary>Where they are.</summary>
    public string Address => $"{server.Urls.First()}/v2/credentials";

    public static async Task<ContainerCredentials> StartAsync(string key, string secret)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port: 0));
        var server = builder.Build();
        server.Run(context =>
        {
            context.Response.ContentType = MediaTypeNames.Application.Json;
            return context.Response.WriteAsync(new JsonObject
            {
                ["RoleArn"] = "arn:aws:iam::123456789012:role/task",
                ["AccessKeyId"] = key,
                ["SecretAccessKey"] = secret,
                ["Token"] = "",
                ["Expiration"] = TimeProvider.System.GetUtcNow().AddHours(6).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture),
            }.ToJsonString());
        });
        await server.StartAsync(TestContext.Current.CancellationToken);
        return new ContainerCredentials(server);
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();
}
