using System.Collections.Immutable;
using System.Net.Http.Headers;
using System.Text;
using NotionSync.Abstractions;
using NotionSync.LocalWorkspace;
using NotionSync.Model;
using NotionSync.Notion;
using NotionSync.Notion.Workspace;
using NotionSync.Tests.LocalWorkspace;

namespace NotionSync.Tests.Notion.Workspace;

/// <summary>Our workspace over a running local server. Every request must fit the contract of Notion's official client.</summary>
internal sealed class ALocalWorkspace : IAsyncDisposable
{
    private readonly LocalWorkspaceServer _server;
    private readonly HttpClient _admin;

    private ALocalWorkspace(LocalWorkspaceServer server, Action<HttpRequestMessage>? beforeEach)
    {
        _server = server;
        _admin = new HttpClient { BaseAddress = server.Url };
        Workspace = NotionWorkspaceFactory.Create(
            new NotionOptions { Token = server.Token, BaseUrl = server.Url, RequestsPerMinute = 100_000 }, new ImpatientTime(), new ContractJudge(beforeEach));
    }

    public NotionWorkspace Workspace { get; }

    public Uri Url => _server.Url;

    public string Home => _server.ParentPageId;

    public SomeIds Ids { get; } = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Starts a server of its own.</summary>
    /// <param name="options">What is not the default.</param>
    /// <param name="beforeEach">Done before each request is sent.</param>
    public static async Task<ALocalWorkspace> StartAsync(LocalWorkspaceOptions? options = null, Action<HttpRequestMessage>? beforeEach = null) =>
        new(await LocalWorkspaceServer.StartAsync((options ?? new()) with { RequestsPerMinute = 1_000_000 }, Cancellation), beforeEach);

    /// <summary>Plays a fault to one of the next calls.</summary>
    public async Task FaultAsync(string json)
    {
        using var body = new StringContent(json, Encoding.UTF8, "application/json");
        using var response = await _admin.PostAsync(new Uri("/_admin/faults", UriKind.Relative), body, Cancellation);
        Assert.True(response.IsSuccessStatusCode);
    }

    /// <summary>Creates a database and learns its ids.</summary>
    public async Task<CreatedDatabase> CreateAsync(string database, params ImmutableArray<PropertySchema> properties)
    {
        var title = char.ToUpperInvariant(database[0]) + database[1..];
        var created = await Workspace.CreateDatabaseAsync(
            new NewDatabase(Home, title, "🧠", $"All {database}. Kept by NotionSync · {database}", properties, Ids), Cancellation);
        Ids.Learn(database, created.Schema, properties);
        return created;
    }

    /// <summary>A row of a database whose key stands in <c>Sync key</c>.</summary>
    public NewRow ARow(string database, string key, params (PropertySchema Schema, PropertyValue Value)[] values)
    {
        var all = values
            .Append((new PropertySchema.Text { Name = "Sync key" }, new PropertyValue.Text(key)))
            .ToDictionary(value => Ids.PropertyId(database, value.Schema.Name)!, value => new WrittenValue(value.Schema, value.Value));
        return new NewRow(Ids.DataSourceId(database), new RowKey(key), Ids.PropertyId(database, "Sync key")!, all);
    }

    /// <summary>All live rows.</summary>
    public async Task<IReadOnlyList<WorkspaceRow>> RowsAsync(string database, RowQuery? query = null) =>
        await Workspace.QueryRowsAsync(Ids.DataSourceId(database), query ?? new RowQuery(), Cancellation).ToListAsync(Cancellation);

    public async ValueTask DisposeAsync()
    {
        Workspace.Dispose();
        _admin.Dispose();
        await _server.DisposeAsync();
    }

    private sealed class ContractJudge(Action<HttpRequestMessage>? beforeEach) : DelegatingHandler(new SocketsHttpHandler())
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            beforeEach?.Invoke(request);
            if (request.Content is MultipartFormDataContent form)
            {
                NotionContract.AssertForm(
                    request.Method.Method, request.RequestUri!.AbsolutePath, form.Select(part => part.Headers.ContentDisposition?.Name?.Trim('"') ?? ""));
            }
            else
            {
                var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
                NotionContract.AssertRequest(request.Method.Method, request.RequestUri!.AbsolutePath, body);
            }

            Assert.IsType<AuthenticationHeaderValue>(request.Headers.Authorization);
            return await base.SendAsync(request, cancellationToken);
        }
    }
}

/// <summary>Ids as they became known.</summary>
internal sealed class SomeIds : ISchemaIds
{
    private readonly Dictionary<string, DatabaseSnapshot> _schemas = [];
    private readonly Dictionary<(string Database, string Relation), string> _relations = [];

    public void Learn(string database, DatabaseSnapshot schema, IEnumerable<PropertySchema> properties)
    {
        _schemas[database] = schema;
        foreach (var relation in properties.OfType<PropertySchema.Relation>())
        {
            _relations[(database, relation.Name)] = relation.Database;
            _relations[(relation.Database, relation.Mirror)] = database;
        }
    }

    public DatabaseSnapshot Schema(string database) => _schemas[database];

    public string DataSourceId(string database) => _schemas[database].DataSourceId;

    public string? PropertyId(string database, string property) => _schemas.GetValueOrDefault(database)?.Properties.FirstOrDefault(known => known.Name == property)?.Id;

    public string? RelatedDatabase(string database, string relation) => _relations.GetValueOrDefault((database, relation));
}
