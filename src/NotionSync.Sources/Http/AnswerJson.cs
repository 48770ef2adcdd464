using System.Text.Json;

namespace NotionSync.Sources.Http;

/// <summary>How the JSON of answers is read.</summary>
internal static class AnswerJson
{
    /// <summary>A member that is given twice is a fault of the answer (<see cref="JsonException"/>), and not one of whoever looks at it first.</summary>
    public static JsonDocumentOptions Options { get; } = new() { AllowDuplicateProperties = false };
}
