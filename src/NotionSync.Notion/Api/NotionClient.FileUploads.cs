using System.Globalization;
using System.Net.Http.Headers;
using NotionSync.Notion.Api.Contracts;
using NotionSync.Notion.Http;

namespace NotionSync.Notion.Api;

internal sealed partial class NotionClient
{
    /// <summary>Begins an upload.</summary>
    public Task<FileUpload> CreateFileUploadAsync(CreateFileUploadRequest file, CancellationToken cancellationToken) => SendAsync(
        HttpMethod.Post, "v1/file_uploads", RequestEffect.Create, file, NotionJson.Default.CreateFileUploadRequest, NotionJson.Default.FileUpload, cancellationToken);

    /// <summary>Sends the file, or one part of it.</summary>
    /// <param name="uploadId">The upload.</param>
    /// <param name="content">At most 20 MB.</param>
    /// <param name="fileName">The file's name.</param>
    /// <param name="contentType">Its type, as announced.</param>
    /// <param name="part">Counts from 1; null for an upload in one part.</param>
    /// <param name="cancellationToken">Stops the upload.</param>
    public async Task<FileUpload> SendFileAsync(
        string uploadId, ReadOnlyMemory<byte> content, string fileName, string contentType, int? part, CancellationToken cancellationToken)
    {
        var request = new NotionRequest(HttpMethod.Post, $"v1/file_uploads/{Escape(uploadId)}/send", RequestEffect.Create, lane) { Content = Form };
        return Read(await transport.SendAsync(request, cancellationToken), NotionJson.Default.FileUpload);

        MultipartFormDataContent Form()
        {
            var file = new ReadOnlyMemoryContent(content) { Headers = { ContentType = new MediaTypeHeaderValue(contentType) } };
            var form = new MultipartFormDataContent { { file, "file", fileName } };
            if (part is { } number)
            {
                form.Add(new StringContent(number.ToString(CultureInfo.InvariantCulture)), "part_number");
            }

            return form;
        }
    }

    /// <summary>Ends an upload in several parts.</summary>
    public async Task<FileUpload> CompleteFileUploadAsync(string uploadId, CancellationToken cancellationToken) => Read(
        await transport.SendAsync(new NotionRequest(HttpMethod.Post, $"v1/file_uploads/{Escape(uploadId)}/complete", RequestEffect.Create, lane), cancellationToken),
        NotionJson.Default.FileUpload);
}
