using System.Text.Json.Nodes;

namespace NotionSync.Model;

/// <summary>One item as read from a source, in the source's own terms.</summary>
/// <param name="Scope">The part of the source that it was read from (project, repository, region, …), for which "read to the end" is proven.</param>
/// <param name="Data">
/// What the mapping's expressions see. Numbers that JSON cannot hold are the texts <c>NaN</c>, <c>+Inf</c> and <c>-Inf</c>;
/// an absent member means that the source had no such value.
/// </param>
public sealed record SourceRecord(string Scope, JsonObject Data)
{
    /// <summary>Whether some of it could not be read this time: what it does not say is then not known, and nothing is cleared for it.</summary>
    public bool IsPartial { get; init; }
}
