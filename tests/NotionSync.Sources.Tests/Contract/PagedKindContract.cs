namespace NotionSync.Sources.Tests.Contract;

/// <summary>What every kind promises whose vendor hands out its list in pages.</summary>
public abstract class PagedKindContract : KindContract
{
    private const int Page = 3;

    /// <summary>Whether an empty page may be followed by others.</summary>
    protected virtual bool HasEmptyPages => true;

    [Fact]
    public async Task List_is_read_to_its_last_page()
    {
        var read = await ReadAsync(List(7, Page));

        Assert.Empty(read.Complaints);
        Assert.Equal(7, read.Records.Select(record => record.Data.ToJsonString()).Distinct().Count());
        Assert.Equal(7, read.Records.Count);
    }

    [Fact]
    public async Task Last_page_that_is_full_is_the_last_one() => Assert.Equal(6, (await ReadAsync(List(6, Page))).Records.Count);

    [Fact]
    public async Task Fault_on_the_third_page_leaves_the_scope_unfinished()
    {
        var read = await ReadAsync(List(7, Page), FromThePage(3));

        Assert.NotEmpty(read.Complaints);
        Assert.Empty(read.Sweepable);
    }

    [Fact]
    public async Task Read_after_a_fault_on_the_third_page_gives_what_it_withheld() =>
        Assert.Equal(7, await ReadAroundAsync(List(7, Page), FromThePage(3)));

    private Func<StubRequest, int, object?> FromThePage(int number)
    {
        var pages = 0;
        return (request, _) => IsListRequest(request) && Interlocked.Increment(ref pages) >= number ? Refusal(400) : null;
    }

    [Fact]
    public async Task Page_that_comes_again_and_again_ends_with_a_fault()
    {
        var read = await ReadAsync(new VendorList(List(7).Items, Page, IsStuck: true));

        Assert.NotEmpty(read.Complaints);
        Assert.Empty(read.Sweepable);
        Assert.InRange(read.Requests.Count(IsListRequest), 1, 12);
    }

    [Fact]
    public async Task Empty_page_in_between_is_not_the_end()
    {
        var read = await ReadAsync(new VendorList(List(7).Items, Page, HasEmptyPage: HasEmptyPages));

        Assert.Empty(read.Complaints);
        Assert.Equal(7, read.Records.Count);
    }

    [Fact]
    public async Task Reading_can_be_cancelled_between_pages()
    {
        using var cancel = new CancellationTokenSource();
        var pages = 0;
        await using var bench = await BenchAsync(List(7, Page), (request, _) =>
        {
            if (IsListRequest(request) && Interlocked.Increment(ref pages) == 2)
            {
                cancel.Cancel();
            }

            return null;
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => bench.ReadAsync(null, cancel.Token));
        Assert.InRange(bench.Vendor.Requests.Count(IsListRequest), 1, 2);
    }
}
