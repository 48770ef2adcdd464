using System.Text.Json.Nodes;
using NotionSync.Sources.GitHub.Reading;

namespace NotionSync.Sources.GitHub.Kinds;

/// <summary>What became of a deployment.</summary>
internal static class DeploymentOutcome
{
    /// <summary>The latest status but for <c>inactive</c>, which is what success becomes when the next deployment comes; null when there is none.</summary>
    /// <param name="statuses">Newest first.</param>
    public static JsonObject? Of(IEnumerable<JsonObject> statuses) => statuses.FirstOrDefault(status => status.Text("state") != "inactive");
}
