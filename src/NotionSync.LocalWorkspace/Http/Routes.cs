namespace NotionSync.LocalWorkspace;

/// <summary>All endpoints.</summary>
internal static class Routes
{
    public static readonly IReadOnlyList<Route> All =
    [
        new("GET", "/v1/users/me", Capability.None, UserEndpoints.Me),
        new("GET", "/v1/users", Capability.Users, UserEndpoints.List),
        new("GET", "/v1/users/{user_id}", Capability.Users, UserEndpoints.Retrieve),
        new("POST", "/v1/pages", Capability.Insert, AsyncTaskEndpoints.CreatePage),
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
<<<<<<< HEAD
        new("GET", "/v1/data_sources/{data_source_id}/templates", Capability.Read, TemplateEndpoints.List),
=======
        new("GET", "/v1/data_sources/{data_source_id}/templates", Capability.Read, DataSourceEndpoints.Templates),
        new("POST", "/v1/blocks/meeting_notes", Capability.Insert, SmallEndpoints.CreateMeetingNote),
        new("POST", "/v1/blocks/meeting_notes/query", Capability.Read, SmallEndpoints.MeetingNotes),
>>>>>>> 39813c4 (Read and write all of Notion's Markdown, import files by address, and answer for meeting notes)
        new("GET", "/v1/blocks/{block_id}", Capability.Read, BlockEndpoints.Retrieve),
        new("PATCH", "/v1/blocks/{block_id}", Capability.Update, BlockEndpoints.Update),
        new("DELETE", "/v1/blocks/{block_id}", Capability.Update, BlockEndpoints.Delete),
        new("GET", "/v1/blocks/{block_id}/children", Capability.Read, BlockEndpoints.ListChildren),
        new("PATCH", "/v1/blocks/{block_id}/children", Capability.Insert, BlockEndpoints.AppendChildren),
        new("GET", "/v1/pages/{page_id}/properties/{property_id}", Capability.Read, PropertyItemEndpoints.Retrieve),
        new("GET", "/v1/pages/{page_id}/markdown", Capability.Read, MarkdownEndpoints.Retrieve),
        new("PATCH", "/v1/pages/{page_id}/markdown", Capability.Update, AsyncTaskEndpoints.UpdateMarkdown),
        new("GET", "/v1/views", Capability.Read, ViewEndpoints.List),
        new("POST", "/v1/views", Capability.Insert, ViewEndpoints.Create),
        new("GET", "/v1/views/{view_id}", Capability.Read, ViewEndpoints.Retrieve),
        new("PATCH", "/v1/views/{view_id}", Capability.Update, ViewEndpoints.Update),
        new("DELETE", "/v1/views/{view_id}", Capability.Update, ViewEndpoints.Delete),
        new("POST", "/v1/views/{view_id}/queries", Capability.Read, ViewEndpoints.CreateQuery),
        new("GET", "/v1/views/{view_id}/queries/{query_id}", Capability.Read, ViewEndpoints.QueryResults),
        new("DELETE", "/v1/views/{view_id}/queries/{query_id}", Capability.Read, ViewEndpoints.DeleteQuery),
        new("POST", "/v1/search", Capability.Read, SearchEndpoints.Search),
        new("POST", "/v1/comments", Capability.InsertComments, CommentEndpoints.Create),
        new("GET", "/v1/comments", Capability.ReadComments, CommentEndpoints.List),
        new("GET", "/v1/comments/{comment_id}", Capability.ReadComments, CommentEndpoints.Retrieve),
        new("PATCH", "/v1/comments/{comment_id}", Capability.InsertComments, CommentEndpoints.Update),
        new("DELETE", "/v1/comments/{comment_id}", Capability.InsertComments, CommentEndpoints.Delete),
        new("POST", "/v1/file_uploads", Capability.Insert, FileUploadEndpoints.Create),
        new("GET", "/v1/file_uploads", Capability.Read, FileUploadEndpoints.List),
        new("GET", "/v1/file_uploads/{file_upload_id}", Capability.Read, FileUploadEndpoints.Retrieve),
        new("POST", "/v1/file_uploads/{file_upload_id}/send", Capability.Insert, FileUploadEndpoints.Send),
        new("POST", "/v1/file_uploads/{file_upload_id}/complete", Capability.Insert, FileUploadEndpoints.Complete),
        new("GET", "/v1/custom_emojis", Capability.Read, SmallEndpoints.CustomEmojis),
        new("GET", "/v1/async_tasks/{task_id}", Capability.Read, AsyncTaskEndpoints.Retrieve),
    ];
}
