using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using NotionSync.Notion.Api.Contracts;
using NotionSync.Notion.Http;

namespace NotionSync.Notion.Api;

/// <summary>How the wire's JSON is read and written. Absent optional members are not sent.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(AppendBlocksRequest))]
[JsonSerializable(typeof(Block))]
[JsonSerializable(typeof(CreateCommentRequest))]
[JsonSerializable(typeof(CreateDatabaseRequest))]
[JsonSerializable(typeof(CreateDataSourceRequest))]
[JsonSerializable(typeof(CreateFileUploadRequest))]
[JsonSerializable(typeof(CreatePageRequest))]
[JsonSerializable(typeof(CreateViewRequest))]
[JsonSerializable(typeof(Comment))]
[JsonSerializable(typeof(Database))]
[JsonSerializable(typeof(DataSource))]
[JsonSerializable(typeof(ErrorBody))]
[JsonSerializable(typeof(FileUpload))]
[JsonSerializable(typeof(JsonObject))]
[JsonSerializable(typeof(ListPage<Block>))]
[JsonSerializable(typeof(ListPage<Comment>))]
[JsonSerializable(typeof(ListPage<Page>))]
[JsonSerializable(typeof(ListPage<PropertyItem>))]
[JsonSerializable(typeof(ListPage<View>))]
[JsonSerializable(typeof(MarkdownRequest))]
[JsonSerializable(typeof(Page))]
[JsonSerializable(typeof(PageMarkdown))]
[JsonSerializable(typeof(PageReference))]
[JsonSerializable(typeof(PageReference[]))]
[JsonSerializable(typeof(QueryRequest))]
[JsonSerializable(typeof(RichText[]))]
[JsonSerializable(typeof(SearchRequest))]
[JsonSerializable(typeof(TextSegment[]))]
[JsonSerializable(typeof(UpdateDatabaseRequest))]
[JsonSerializable(typeof(UpdateDataSourceRequest))]
[JsonSerializable(typeof(UpdatePageRequest))]
[JsonSerializable(typeof(UpdateViewRequest))]
[JsonSerializable(typeof(User))]
[JsonSerializable(typeof(View))]
internal sealed partial class NotionJson : JsonSerializerContext;
