using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using NotionSync.Abstractions;
using NotionSync.Commands;
using NotionSync.Hosting;
using NotionSync.Hosting.Configuration;
using NotionSync.State;

namespace NotionSync.Tests.Commands;

/// <summary>The command line over a fake engine, in a folder of its own.</summary>
internal sealed class CommandFixture : IDisposable
{
    public const string Token = "ntn_secret_of_the_tests";
    public const string Page = "01234567-89ab-cdef-0123-456789abcdef";

    public string Folder { get; } = Directory.CreateTempSubdirectory("notionsync-command-").FullName;

    public FakeEngine Engine { get; } = new();

    /// <summary>A time at which no schedule is due.</summary>
    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 23, 10, 1, 0, TimeSpan.Zero));

    public StringWriter Out { get; } = new();

    public StringWriter Error { get; } = new();

    /// <summary>What a connection to Notion gives.</summary>
    public Func<Task<WorkspaceIdentity>> Connect { get; set; } = () => Task.FromResult(new WorkspaceIdentity("bot", "NotionSync", "Acme", "AI Operations"));

    /// <summary>What happens instead of opening.</summary>
    public Exception? OpenFails { get; set; }

    /// <summary>Changes with the mapping files.</summary>
    public string Mapping { get; set; } = "mapping-1";

    public SourceState[] Sources { get; set; } = [new("Prometheus", null, "0 0/5 * * * ?"), new("MLflow", "Sources:MLflow:BaseUrl is not set", "0 0 * * * ?")];

    public SqliteStateStore OpenState() => SqliteStateStore.Open($"Data Source={Path.Combine(Folder, "state.db")}");

    public CommandHost Host(ILoggerProvider? log = null) => new()
    {
        Out = Out,
        Error = Error,
        Place = new ConfigurationPlace(Folder, Folder, new Dictionary<string, string>()),
        Time = Time,
        Open = OpenAsync,
        Logging = logging => _ = log is null ? logging : logging.AddProvider(log),
    };

    /// <summary>Runs a line with token and page configured.</summary>
    public Task<int> RunAsync(params string[] arguments) => RunAsync(TestContext.Current.CancellationToken, arguments);

    public Task<int> RunAsync(CancellationToken cancellationToken, params string[] arguments) =>
        CommandLine.RunAsync([.. arguments, "--set", $"Notion:Token={Token}", "--set", $"Notion:ParentPage={Page}"], Host(), cancellationToken);

    /// <summary>Runs a line as it is.</summary>
    public Task<int> RunBareAsync(params string[] arguments) => CommandLine.RunAsync(arguments, Host(), TestContext.Current.CancellationToken);

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    public Task<WorkspaceSession> OpenAsync(Settings settings, CancellationToken cancellationToken)
    {
        if (OpenFails is { } exception)
        {
            throw exception;
        }

        var state = OpenState();
        return Task.FromResult(new WorkspaceSession(Engine, _ => Connect(), state, new SourceSet([], Sources, Time), Mapping, [state]));
    }

    public Settings Settings(params string[] sets)
    {
        var place = new ConfigurationPlace(Folder, Folder, new Dictionary<string, string>());
        return new SettingsReader(ConfigurationSources.Read(place, sets), place).Read();
    }
}
