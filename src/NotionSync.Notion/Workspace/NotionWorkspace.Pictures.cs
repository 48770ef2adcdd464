using System.Collections.Immutable;
using NotionSync.Abstractions;
using NotionSync.Model;
using NotionSync.Notion.Api.Contracts;
using NotionSync.Notion.Http;
using NotionSync.Notion.Properties;

namespace NotionSync.Notion.Workspace;

public sealed partial class NotionWorkspace
{
    // Right before the row's write: what is not attached within an hour expires.
    private async Task<T> WithPicturesAsync<T>(
        IReadOnlyDictionary<string, WrittenValue> values, Func<IReadOnlyDictionary<string, WrittenValue>, Task<T>> write, CancellationToken cancellationToken)
    {
        var sent = new Dictionary<string, WrittenValue>(values);
        foreach (var (property, written) in values)
        {
            if (written.Value is PropertyValue.Files files && files.Links.Any(link => Picture.TryRead(link, out _)))
            {
                sent[property] = written with { Value = await UploadAsync(files, cancellationToken) };
            }
        }

        try
        {
            return await write(sent);
        }
        catch (NotionApiException refusal) when (refusal.Status is 400 or 404 && refusal.Message.Contains("upload", StringComparison.OrdinalIgnoreCase))
        {
            throw Lost("Notion took a picture's content and then did not put it in the row", refusal);
        }
    }

    private async Task<PropertyValue.Files> UploadAsync(PropertyValue.Files files, CancellationToken cancellationToken)
    {
        var links = ImmutableArray.CreateBuilder<PropertyValue.FileLink>(files.Links.Length);
        foreach (var link in files.Links)
        {
            links.Add(Picture.TryRead(link, out var picture) ? link with { Address = UploadAddress.Of(await UploadAsync(picture, cancellationToken)) } : link);
        }

        return new PropertyValue.Files(links.ToImmutable());
    }

    private async Task<string> UploadAsync(Picture picture, CancellationToken cancellationToken)
    {
        try
        {
            // An upload that nobody knows the fate of is left to expire.
            return await _once.RunAsync(token => SendAsync(picture, token), NothingToFindAsync, cancellationToken);
        }
        catch (Exception failure) when (failure is CommittedException || WorkspaceFaults.Of(failure) is
        {
            Fault: WorkspaceFault.Invalid or WorkspaceFault.InTrash or WorkspaceFault.NotFound or WorkspaceFault.Forbidden or WorkspaceFault.BlockLimit
        })
        {
            throw Lost($"The picture '{picture.Name}' could not be uploaded", failure);
        }
    }

    private async Task<string> SendAsync(Picture picture, CancellationToken cancellationToken)
    {
        var upload = await Client.CreateFileUploadAsync(
            new CreateFileUploadRequest { Mode = "single_part", Filename = picture.Name, ContentType = Picture.ContentType }, cancellationToken);
        var sent = await Client.SendFileAsync(upload.Id, picture.Content, picture.Name, Picture.ContentType, part: null, cancellationToken);
        return sent.Status == UploadStatus.Uploaded
            ? NotionId.Canonical(sent.Id)
            : throw new WorkspaceException(WorkspaceFault.Upload, $"The picture '{picture.Name}' was sent, but Notion calls its upload {sent.Status}; the next sync tries again.");
    }

    private static WorkspaceException Lost(string what, Exception failure) => new(
        WorkspaceFault.Upload,
        $"{what}, so the row was not written: {failure.Message} The next sync tries again; if it stays so, look at the workspace's storage and at what its plan allows for files.",
        failure);
}
