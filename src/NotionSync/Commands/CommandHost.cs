using NotionSync.Hosting;
using NotionSync.Hosting.Configuration;

namespace NotionSync.Commands;

/// <summary>The surroundings of a command: what a test replaces.</summary>
public sealed record CommandHost
{
    /// <summary>Standard output: the result and nothing else.</summary>
    public required TextWriter Out { get; init; }

    /// <summary>Standard error: progress, warnings, errors.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>Whether a person watches standard error, so that progress may be drawn.</summary>
    public bool IsTerminal { get; init; }

    /// <summary>Where settings and mapping files are looked for.</summary>
    public required ConfigurationPlace Place { get; init; }

    /// <summary>The clock.</summary>
    public required TimeProvider Time { get; init; }

    /// <summary>Opens state, sources, mappings and workspace; an engine over them.</summary>
    public required OpenWorkspace Open { get; init; }

    /// <summary>Where the worker's log goes. Default: standard output, a JSON object per line.</summary>
    public Action<ILoggingBuilder> Logging { get; init; } = logging => logging.AddJsonConsole(console =>
    {
        console.UseUtcTimestamp = true;
        console.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";
    });

    /// <summary>Sends the few requests that commands make themselves.</summary>
    public Func<HttpMessageHandler> Http { get; init; } = () => new SocketsHttpHandler { AllowAutoRedirect = false };
}
