using System.Text.Json.Nodes;

namespace NotionSync.Sources.Http;

/// <summary>A vendor refused, could not be reached, or answered what cannot be read. The message is fit to be shown.</summary>
internal sealed class VendorException(string message, int status, TimeSpan? retryAfter = null, Exception? innerException = null)
    : AnswerException(message, status, retryAfter, innerException)
{
    /// <summary>The vendor's own code; empty when it gave none.</summary>
    public string Code { get; init; } = "";

    /// <summary>The refusal's body; null when it was no JSON: then a proxy or a router may have spoken instead of the API.</summary>
    public JsonNode? Body { get; init; }

    /// <summary>The vendor's clock; null when it did not say.</summary>
    public DateTimeOffset? ServerTime { get; init; }

    /// <summary>Whether the same request may succeed later, by the vendor's rules; null: by the status.</summary>
    public bool? MayPass { get; set; }

    /// <inheritdoc/>
    public override bool IsTransient => MayPass ?? base.IsTransient;
}
