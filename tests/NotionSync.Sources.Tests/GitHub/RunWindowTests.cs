using CsCheck;
using NotionSync.Sources.GitHub.Reading;

namespace NotionSync.Sources.Tests.GitHub;

public sealed class RunWindowTests
{
    private static readonly DateTimeOffset Start = new(2026, 10, 24, 0, 0, 0, TimeSpan.Zero);

    private static readonly Gen<RunWindow> Windows =
        from seconds in Gen.Long[0, 90 * 86_400]
        from length in Gen.OneOf(Gen.Long[60, 86_400], Gen.Long[86_400, 60 * 86_400])
        from isOpen in Gen.Bool
        select new RunWindow(Start.AddSeconds(seconds), isOpen ? null : Start.AddSeconds(seconds + length));

    [Fact]
    public void Parts_follow_each_other_without_gap_or_overlap_and_are_the_whole() => Windows.Sample(window =>
    {
        var now = window.To ?? window.From!.Value.AddDays(20).AddHours(7);
        var parts = window.Split(now);

        return parts.Length > 1
            && parts[0].From == window.From
            && parts[^1].To == window.To
            && parts.Zip(parts.Skip(1)).All(pair => pair.First.To + TimeSpan.FromSeconds(1) == pair.Second.From)
            && parts.All(part => part.To is null || part.From <= part.To);
    });

    [Fact]
    public void What_is_written_is_read_again() => Windows.Sample(window => RunWindow.Parse(window.ToString()) == window);

    [Fact]
    public void Less_than_a_minute_is_not_split() => Assert.Empty(new RunWindow(Start, Start.AddSeconds(59)).Split(Start));

    [Fact]
    public void All_runs_are_no_search()
    {
        Assert.Empty(RunWindow.All.Split(Start));
        Assert.Equal(RunWindow.All, RunWindow.Parse(RunWindow.All.ToString()));
        Assert.Null(RunWindow.Parse("yesterday"));
    }
}
