using System.Reflection;

namespace NotionSync.Sources.Tests;

/// <summary>Where the sources of the tests lie.</summary>
internal static class TestFolder
{
    /// <summary>The folder of this project.</summary>
    public static string Project { get; } = typeof(TestFolder).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "ProjectDirectory").Value!;

    /// <summary>A file among the recordings, e.g. <c>mlflow/runs-search.json</c>.</summary>
    public static string Recording(string file) => Path.Combine(Project, "Recordings", file);
}
