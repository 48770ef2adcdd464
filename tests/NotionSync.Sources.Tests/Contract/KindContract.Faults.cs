using System.Text.RegularExpressions;
using NotionSync.Abstractions;

namespace NotionSync.Sources.Tests.Contract;

public abstract partial class KindContract
{
    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task Refusal_that_stays_is_told_and_nothing_is_called_gone(int status)
    {
        var read = await ReadAsync(List(2), (_, _) => Refusal(status));

        Assert.Empty(read.Records);
        AssertToldWithoutHarm(read);
        Assert.Contains(read.Complaints, text => text.Contains(status.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Read_after_a_fault_gives_what_the_fault_withheld() =>
        Assert.Equal(2, await ReadAroundAsync(List(2), (_, _) => Refusal(403)));

    [Theory]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    public async Task Fault_that_passes_is_waited_out(int status)
    {
        var read = await ReadAsync(List(2), (_, number) => number == 1 ? Refusal(status) : null);

        Assert.Empty(read.Complaints);
        Assert.Equal(2, read.Records.Count);
    }

    [Fact]
    public async Task Wait_that_the_vendor_asks_for_is_kept()
    {
        await using var bench = await BenchAsync(List(1), (_, number) =>
            number == 1 ? Refusal(429) with { Headers = new Dictionary<string, string> { ["Retry-After"] = "37" } } : null);

        var read = await bench.ReadAsync(null, TestContext.Current.CancellationToken);

        Assert.Single(read.Records);
        Assert.Contains(bench.Time.Delays, delay => delay >= TimeSpan.FromSeconds(37));
    }

    [Theory]
    [InlineData(200)]
    [InlineData(404)]
    [InlineData(502)]
    public async Task Page_of_the_web_is_told_from_the_api(int status)
    {
        var read = await ReadAsync(List(2), (_, _) => StubAnswer.Page(status));

        Assert.Empty(read.Records);
        AssertToldWithoutHarm(read);
    }

    [Fact]
    public async Task Answer_that_is_cut_off_is_told()
    {
        var read = await ReadAsync(List(2), (request, _) => Answer(request, List(2)) is var answer ? answer with { Body = answer.Body[..(answer.Body.Length / 2)] } : null);

        AssertToldWithoutHarm(read);
    }

    [Fact]
    public async Task Answer_that_is_not_packed_as_it_says_is_told()
    {
        var read = await ReadAsync(List(2), (request, _) => Answer(request, List(2)) is var answer
            ? answer with { Headers = new Dictionary<string, string>(answer.Headers) { ["Content-Encoding"] = "gzip" } }
            : null);

        AssertToldWithoutHarm(read);
    }

    [Fact]
    public async Task Member_that_is_given_twice_is_told()
    {
        var read = await ReadAsync(List(2), (request, _) => Answer(request, List(2)) is var answer
            ? answer with { Body = FirstMember().Replace(answer.Body, "{\"given_twice\":1,\"given_twice\":2,") }
            : null);

        AssertToldWithoutHarm(read);
    }

    [Fact]
    public async Task Connection_that_breaks_once_is_made_again()
    {
        var read = await ReadAsync(List(2), (_, number) => number == 1 ? StubSilence.Reset : null);

        Assert.Empty(read.Complaints);
        Assert.Equal(2, read.Records.Count);
    }

    [Fact]
    public async Task Connection_that_always_breaks_is_told()
    {
        var read = await ReadAsync(List(2), (_, _) => StubSilence.Reset);

        AssertToldWithoutHarm(read);
        Assert.Contains(read.Complaints, text => text.Contains("cannot be reached", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Vendor_that_keeps_silent_is_told_after_the_time_limit()
    {
        var read = await ReadAsync(List(2), (_, _) => StubSilence.Nothing);

        AssertToldWithoutHarm(read);
        Assert.Contains(read.Complaints, text => text.Contains("did not answer within", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Clock_of_the_vendor_does_not_matter_to_what_is_read()
    {
        var early = new Dictionary<string, string> { ["Date"] = "Mon, 01 Jan 2024 00:00:00 GMT" };

        var read = await ReadAsync(List(2), (request, _) => Answer(request, List(2)) is var answer
            ? answer with { Headers = new Dictionary<string, string>(answer.Headers) { ["Date"] = early["Date"] } }
            : null);

        Assert.Empty(read.Complaints);
        Assert.Equal(2, read.Records.Count);
    }

    [Fact]
    public async Task Cancelled_reading_ends_at_once()
    {
        using var cancel = new CancellationTokenSource();
        await using var bench = await BenchAsync(List(2), (_, _) =>
        {
            cancel.Cancel();
            return StubSilence.Nothing;
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => bench.ReadAsync(null, cancel.Token));
        Assert.Single(bench.Vendor.Requests);
    }

    /// <summary>Reads with a fault, and then without it from where the first read says.</summary>
    /// <returns>How many records both reads gave together, each counted once.</returns>
    internal async Task<int> ReadAroundAsync(VendorList list, Func<StubRequest, int, object?> fault)
    {
        await using var bench = await BenchAsync(list, fault);
        var first = await bench.ReadAsync(null, TestContext.Current.CancellationToken);
        bench.Vendor.Fault = (_, _) => null;

        var second = await bench.ReadAsync(first.Cursor, TestContext.Current.CancellationToken);

        Assert.NotEmpty(first.Complaints);
        Assert.Empty(second.Complaints);
        var key = Described(bench.Source).Key;
        return first.Records.Concat(second.Records).Select(record => record.Data[key]!.ToString()).Distinct().Count();
    }

    // A fault is told by an exception or as a failed part, without the secret, and its scope is not marked as read.
    private static void AssertToldWithoutHarm(ReadResult read)
    {
        Assert.NotEmpty(read.Complaints);
        Assert.Empty(read.Sweepable);
        Assert.Empty(read.Scopes);
        Assert.All(read.Complaints, text => Assert.DoesNotContain(Secret, text, StringComparison.Ordinal));
        Assert.All(read.Complaints, text => Assert.DoesNotContain("   at ", text, StringComparison.Ordinal));
        Assert.True(read.Failure is null or { Message.Length: < 900 }, "A message is for reading.");
    }

    // The brace of an object that is not empty; JSON within a text has its quotes escaped.
    [GeneratedRegex(@"\{(?=\s*"")")]
    private static partial Regex FirstMember();
}
