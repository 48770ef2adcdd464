using System.Reflection;

namespace NotionSync.Tests;

public sealed class ArchitectureTests
{
    [Fact]
    public void Core_references_no_http_scheduler_or_database()
    {
        string[] forbidden = ["System.Net.Http", "Quartz", "Dapper", "Microsoft.Data.Sqlite", "Npgsql", "Microsoft.AspNetCore"];

        var referenced = ReferencesOf("NotionSync.Core");

        Assert.DoesNotContain(referenced, name => forbidden.Any(name.StartsWith));
    }

    [Theory]
    [InlineData("NotionSync.Sources", "NotionSync.Notion")]
    [InlineData("NotionSync.Notion", "NotionSync.Sources")]
    [InlineData("NotionSync.LocalWorkspace", "NotionSync.Core")]
    [InlineData("NotionSync.LocalWorkspace", "NotionSync.Notion")]
    public void Walls_between_the_projects_stand(string project, string mustNotReference) =>
        Assert.DoesNotContain(mustNotReference, ReferencesOf(project));

    private static IReadOnlyList<string> ReferencesOf(string assembly) =>
        [.. Assembly.Load(assembly).GetReferencedAssemblies().Select(reference => reference.Name!)];
}
