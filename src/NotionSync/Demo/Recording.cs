using System.Text.Json.Nodes;

namespace NotionSync.Demo;

/// <summary>The recordings that the product ships; where they come from stands beside them in their README.</summary>
internal static class Recording
{
    /// <summary>Reads one from the executable.</summary>
    /// <param name="file">Its place below <c>Demo/Recordings</c>, e.g. <c>mlflow/runs.json</c>.</param>
    public static JsonNode Load(string file)
    {
        var resource = $"recordings/{file}";
        using var stream = typeof(Recording).Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"The executable lacks its recordings ({resource}). Build it anew.");
        return JsonNode.Parse(stream)!;
    }
}
