using System.Reflection;

namespace NotionSync.Tests;

/// <summary>Where the sources of the tests lie.</summary>
internal static class TestFolder
{
    /// <summary>The folder of this project.</summary>
    public static string Project { get; } = typeof(TestFolder).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "ProjectDirectory").Value!;

    /// <summary>The repository's root.</summary>
    public static string Repository { get; } = Path.GetFullPath(Path.Combine(Project, "..", ".."));
}
