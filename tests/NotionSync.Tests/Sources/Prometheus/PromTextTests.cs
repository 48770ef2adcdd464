using NotionSync.Sources.Prometheus;

namespace NotionSync.Tests.Sources.Prometheus;

public sealed class PromTextTests
{
    [Theory]
    [InlineData("a > 90", ">", 90)]
    [InlineData("a >= 0.12", ">=", 0.12)]
    [InlineData("a < -1.5e-3", "<", -0.0015)]
    [InlineData("up == 0", "==", 0)]
    [InlineData("a != bool 1", "!=", 1)]
    [InlineData("(a > 90)", ">", 90)]
    [InlineData("((a) > 90)", ">", 90)]
    [InlineData("(a) > (b) > 7", ">", 7)]
    [InlineData("sum by (x) (rate(y{z=\"a > 5 and\"}[5m])) / 2 > 0x10", ">", 16)]
    [InlineData("max(a and b) > 3", ">", 3)]
    [InlineData("job:or:rate > 3", ">", 3)]
    [InlineData("a > 5 # and more", ">", 5)]
    [InlineData("100 * (1 - avail{mountpoint=\"/\"} / size) > 80", ">", 80)]
    public void Comparison_that_decides_an_alert_is_its_threshold(string expression, string comparison, double number) =>
        Assert.Equal((comparison, number), PromExpression.Threshold(expression));

    [Theory]
    [InlineData("a")]
    [InlineData("a > b")]
    [InlineData("90 < a")]
    [InlineData("a > 90 + b")]
    [InlineData("a > 90 and b < 5")]
    [InlineData("b unless a > 90")]
    [InlineData("(a > 90) or (b > 3)")]
    [InlineData("absent(a > 90)")]
    [InlineData("a{x=\"> 90\"}")]
    [InlineData("")]
    public void Comparison_that_decides_only_a_part_is_none(string expression) => Assert.Null(PromExpression.Threshold(expression));

    [Theory]
    [InlineData("", "the query is empty")]
    [InlineData("  # nothing", "the query is empty")]
    [InlineData("sum(up", "'(' is not closed")]
    [InlineData("up{", "'{' is not closed")]
    [InlineData("up)", "')' closes nothing")]
    [InlineData("rate(up[5m)]", "')' closes nothing")]
    [InlineData("up{a=\"b}", "a text that begins with \" is not closed")]
    public void Query_that_cannot_be_right_is_found_without_asking(string expression, string fault) => Assert.Equal(fault, PromExpression.Fault(expression));

    [Theory]
    [InlineData("up{a=\"}\\\")\",b='(',c=`\\`}")]
    [InlineData("sum by (le) (rate(x[5m:1m])) # it's (")]
    public void Brackets_within_texts_and_comments_are_no_code(string expression) => Assert.Null(PromExpression.Fault(expression));

    [Theory]
    [InlineData("2026-11-23T05:25:53.289799547Z", "2026-11-23T05:25:53.2897995Z")]
    [InlineData("2026-11-23T05:25:53.289799999Z", "2026-11-23T05:25:53.2897999Z")]
    [InlineData("2026-11-23T06:25:53.5+01:00", "2026-11-23T05:25:53.5Z")]
    [InlineData("2026-11-23T05:15:07Z", "2026-11-23T05:15:07Z")]
    [InlineData("0001-01-01T00:00:00Z", null)]
    [InlineData("soon", null)]
    [InlineData(null, null)]
    public void Instants_are_cut_to_seven_digits_and_never_rounded(string? given, string? expected) => Assert.Equal(expected, PromTime.Cut(given));
}
