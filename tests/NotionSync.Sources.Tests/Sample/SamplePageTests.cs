using System.Text.RegularExpressions;

namespace NotionSync.Sources.Tests.Sample;

/// <summary>Holds <c>docs/sources/writing-a-source.md</c> to the sample that it walks through.</summary>
public sealed partial class SamplePageTests
{
    private const int MostLines = 200;

    private static readonly string Folder = Path.Combine(TestFolder.Project, "Sample");
    private static readonly string Page = File.ReadAllText(Path.Combine(TestFolder.Project, "..", "..", "docs", "sources", "writing-a-source.md"));

    // The two lines that the catalog gets are among them.
    [Fact]
    public void Sample_and_its_mapping_block_have_at_most_two_hundred_lines() =>
        Assert.InRange(Directory.GetFiles(Path.Combine(Folder, "Source")).Sum(file => File.ReadAllLines(file).Length) + 2, 100, MostLines);

    public static TheoryData<int> Excerpts => [.. Enumerable.Range(0, Excerpt().Count(Page))];

    [Theory]
    [MemberData(nameof(Excerpts))]
    public void Excerpt_of_the_page_stands_in_the_sample_line_for_line(int number)
    {
        var excerpt = Excerpt().Matches(Page)[number];
        var file = Directory.GetFiles(Folder, excerpt.Groups["file"].Value, SearchOption.AllDirectories).Single();
        var left = Whole(File.ReadAllText(file));

        foreach (var piece in Gap().Split(excerpt.Groups["lines"].Value).Select(Whole).Where(piece => piece.Length > 1))
        {
            var at = left.IndexOf(piece, StringComparison.Ordinal);
            Assert.True(at >= 0, $"{Path.GetFileName(file)} has no such lines, or has them elsewhere:{piece}");
            left = left[(at + piece.Length - 1)..];
        }
    }

    [Fact]
    public void Every_file_of_the_sample_is_shown() => Assert.Equal(
        Directory.GetFiles(Path.Combine(Folder, "Source")).Select(Path.GetFileName).Append("GitLabContracts.cs").Order(StringComparer.Ordinal),
        Excerpt().Matches(Page).Select(excerpt => excerpt.Groups["file"].Value).Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public void Table_of_files_tells_their_lines() => Assert.All(
        Directory.GetFiles(Path.Combine(Folder, "Source"), "*.cs"),
        file => Assert.Contains($"/{Path.GetFileName(file)}` | {File.ReadAllLines(file).Length} |", Page, StringComparison.Ordinal));

    // Between line breaks, so that only whole lines are found.
    private static string Whole(string lines) => $"\n{lines.Trim('\n')}\n";

    [GeneratedRegex(@"^```(?:csharp|yaml)\n(?://|#) (?<file>\w+\.\w+)\n(?<lines>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Excerpt();

    [GeneratedRegex(@"^ *// …\n", RegexOptions.Multiline)]
    private static partial Regex Gap();
}
