namespace NotionSync.LocalWorkspace;

/// <summary>How a local workspace runs, and which way it goes where Notion's own behaviour is not known for sure.</summary>
public sealed record LocalWorkspaceOptions
{
    /// <summary>The loopback address to listen on.</summary>
    public string Host { get; init; } = "127.0.0.1";

    /// <summary>The port to listen on; 0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>The SQLite file that keeps the workspace; null keeps it in memory.</summary>
    public string? DataFile { get; init; }

    /// <summary>The one token that is let in.</summary>
    public string Token { get; init; } = "ntn_local_workspace_token";

    /// <summary>Requests a token may make in a fixed window of 60 seconds.</summary>
    public int RequestsPerMinute { get; init; } = NotionLimits.RequestsPerMinuteBusiness;

    /// <summary>Requests that all tokens together may make in a window; null means no such limit.</summary>
    public int? WorkspaceRequestsPerMinute { get; init; }

    /// <summary>How long the workspace refuses everything once its budget is overdrawn, which may exceed a minute; null until its next window.</summary>
    public TimeSpan? WorkspaceRest { get; init; }

    /// <summary>Endpoints with a limit of their own per token and window, as <c>POST /v1/search</c>. Notion has some and does not name them.</summary>
    public IReadOnlyDictionary<string, int> EndpointRequestsPerMinute { get; init; } = new Dictionary<string, int>();

    /// <summary>How far the windows are shifted from whole minutes.</summary>
    public TimeSpan WindowPhase { get; init; }

    /// <summary>Free, Plus, Business or Enterprise. Dashboards need Business.</summary>
    public string Plan { get; init; } = "Business";

    /// <summary>Every time stamp and window comes from here.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Rows after which a query ends as incomplete.</summary>
    public int QueryRows { get; init; } = NotionLimits.QueryRows;

    /// <summary>Rows that one data source may hold.</summary>
    public int RowsPerDataSource { get; init; } = NotionLimits.RowsPerDatabase;

    /// <summary>Whether a page write with an unknown property is answered 200 and the property dropped, instead of 400.</summary>
    public bool IgnoreUnknownProperties { get; init; }

    /// <summary>Whether a relation's <c>synced_property_name</c> names the mirror.</summary>
    public bool HonorSyncedPropertyName { get; init; }

    /// <summary>Whether formulas are read back with <c>prop("Name")</c> instead of tokens with property ids.</summary>
    public bool FormulasReadBackByName { get; init; }

    /// <summary>Whether a relation write moves the edit time of the pages on the mirror's side.</summary>
    public bool MirrorWritesTouchPages { get; init; }

    /// <summary>Whether unsorted queries give the oldest page first instead of the newest.</summary>
    public bool OldestFirst { get; init; }

    /// <summary>How long a new or renamed object stays unknown to search.</summary>
    public TimeSpan SearchLag { get; init; }

    /// <summary>How long a request that may run in the background does.</summary>
    public TimeSpan AsyncTaskTime { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long after its request the content of a template arrives.</summary>
    public TimeSpan TemplateTime { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long changes are gathered before a webhook tells of them.</summary>
    public TimeSpan WebhookWindow { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Whether webhooks may lead to other machines than this one.</summary>
    public bool AllowRemoteWebhooks { get; init; }

    /// <summary>Whether answers carry members and values that no client can know yet, as answers of later days will.</summary>
    public bool AnswersFromTheFuture { get; init; }

    /// <summary>How long a new row stays unknown to queries of data sources and views, and a changed one is seen by them as it was; reading by id always gives the latest.</summary>
    public TimeSpan QueryLag { get; init; }
}
