using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace NotionSync.Scenarios.Memory;

/// <summary>An API that gives as many records as it is told to, a page at a time, and holds none of them.</summary>
internal sealed class ManyRecords : IAsyncDisposable
{
    /// <summary>How many records, one after the other, are of one lab.</summary>
    public const int RecordsPerLab = 100;

    private const int PageSize = 250;
    private static readonly string Notes = string.Concat(Enumerable.Repeat("trained on the corpus of the day, ", 6));

    private readonly WebApplication app;

    private ManyRecords(WebApplication app) => this.app = app;

    /// <summary>How many records there are.</summary>
    public int Count { get; set; }

    /// <summary>How many of them, from the first, say something else than at the beginning.</summary>
    public int Changed { get; set; }

    /// <summary>Where it listens.</summary>
    public Uri Address => new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    public static async Task<ManyRecords> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var records = new ManyRecords(builder.Build());
        records.app.MapGet("/records", records.PageAsync);
        await records.app.StartAsync(TestContext.Current.CancellationToken);
        return records;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => app.DisposeAsync();

    private static string Id(int record) => record.ToString("model-00000", CultureInfo.InvariantCulture);

    private async Task PageAsync(HttpContext context, int page)
    {
        context.Response.ContentType = "application/json";
        await using var writer = new Utf8JsonWriter(context.Response.Body);
        writer.WriteStartArray();
        for (var record = (page - 1) * PageSize; record < Math.Min(page * PageSize, Count); record++)
        {
            Write(writer, record);
        }

        writer.WriteEndArray();
        await writer.FlushAsync(context.RequestAborted);
    }

    private void Write(Utf8JsonWriter writer, int record)
    {
        writer.WriteStartObject();
        writer.WriteString("id", Id(record));
        writer.WriteString("name", $"Model {record}");
        writer.WriteString("version", $"v{record % 7}");
        writer.WriteString("lab", $"Lab {record / RecordsPerLab}");
        writer.WriteString("stage", record % 3 == 0 ? "Production" : "Testing");
        writer.WriteNumber("accuracy", (record % 1000 / 1000m) + (record < Changed ? 1 : 0));
        writer.WriteNumber("loss", record % 100 / 10m);
        writer.WriteString("trained", "2026-11-01T08:00:00Z");
        writer.WriteString("url", $"https://models.example.com/{record}");
        writer.WriteString("notes", Notes);
        writer.WriteEndObject();
    }
}
