namespace NotionSync.LocalWorkspace;

/// <summary>All endpoints.</summary>
internal static class Routes
{
    public static readonly IReadOnlyList<Route> All =
    [
        new("GET", "/v1/users/me", Capability.None, UserEndpoints.Me),
        new("GET", "/v1/users", Capability.None, UserEndpoints.List),
        new("GET", "/v1/users/{user_id}", Capability.None, UserEndpoints.Retrieve),
        new("POST", "/v1/pages", Capability.Insert, PageEndpoints.Create),
        new("GET", "/v1/pages/{page_id}", Capability.Read, PageEndpoints.Retrieve),
        new("PATCH", "/v1/pages/{page_id}", Capability.Update, PageEndpoints.Update),
        new("POST", "/v1/pages/{page_id}/move", Capability.Update, PageEndpoints.Move),
        new("POST", "/v1/databases", Capability.Insert, DatabaseEndpoints.Create),
        new("GET", "/v1/databases/{database_id}", Capability.Read, DatabaseEndpoints.Retrieve),
        new("PATCH", "/v1/databases/{database_id}", Capability.Update, DatabaseEndpoints.Update),
        new("POST", "/v1/data_sources", Capability.Insert, DataSourceEndpoints.Create),
        new("GET", "/v1/data_sources/{data_source_id}", Capability.Read, DataSourceEndpoints.Retrieve),
        new("PATCH", "/v1/data_sources/{data_source_id}", Capability.Update, DataSourceEndpoints.Update),
        new("POST", "/v1/data_sources/{data_source_id}/query", Capability.Read, DataSourceEndpoints.Query),
        new("GET", "/v1/data_sources/{data_source_id}/templates", Capability.Read, DataSourceEndpoints.Templates),
        new("GET", "/v1/blocks/{block_id}", Capability.Read, BlockEndpoints.Retrieve),
        new("PATCH", "/v1/blocks/{block_id}", Capability.Update, BlockEndpoints.Update),
        new("DELETE", "/v1/blocks/{block_id}", Capability.Update, BlockEndpoints.Delete),
        new("GET", "/v1/blocks/{block_id}/children", Capability.Read, BlockEndpoints.ListChildren),
        new("PATCH", "/v1/blocks/{block_id}/children", Capability.Insert, BlockEndpoints.AppendChildren),
    ];
}
