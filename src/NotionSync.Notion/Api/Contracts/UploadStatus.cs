using System.Text.Json.Serialization;

namespace NotionSync.Notion.Api.Contracts;

/// <summary>How far a file upload is.</summary>
[JsonConverter(typeof(OpenNameConverter<UploadStatus>))]
internal readonly record struct UploadStatus(string Name) : IOpenName<UploadStatus>
{
    public static UploadStatus Pending => new("pending");

    public static UploadStatus Uploaded => new("uploaded");

    public static UploadStatus Expired => new("expired");

    public static UploadStatus Failed => new("failed");

    /// <inheritdoc/>
    public static UploadStatus Of(string name) => new(name);

    /// <inheritdoc/>
    public override string ToString() => Name;
}
