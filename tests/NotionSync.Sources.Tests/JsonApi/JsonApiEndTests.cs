using System.Text.Json.Nodes;
using NotionSync.Sources.Tests.Contract;

namespace NotionSync.Sources.Tests.JsonApi;

/// <summary>Lists that never end, that cannot be read on, and what of the address is never told.</summary>
public sealed class JsonApiEndTests
{
    [Fact]
    public async Task Api_that_takes_no_notice_of_numbers_is_found_out_even_while_a_member_moves()
    {
        var asked = 0;
        await using var bench = await JsonApiBench.StartAsync(
            _ => asked++ > 20
                ? StubAnswer.Json(new JsonArray())
                : StubAnswer.Json(new JsonArray(new JsonObject { ["id"] = 1, ["views"] = asked }, new JsonObject { ["id"] = 2, ["views"] = asked })),
            """{"paging":{"by":"page"}}""");

        var read = await bench.ReadAsync();

        Assert.Contains("the same page of 'items' twice", read.Failure!.Message, StringComparison.Ordinal);
        Assert.Equal(2, read.Requests.Count);
        Assert.Empty(read.Scopes);
    }

    [Fact]
    public async Task Item_that_a_shift_brings_again_is_no_fault()
    {
        await using var bench = await JsonApiBench.StartAsync(
            request => request.Argument("page") switch { "1" => JsonApiBench.List(1, 2, 3), "2" => JsonApiBench.List(3, 4, 5), _ => JsonApiBench.List() }, """{"paging":{"by":"page"}}""");

        var read = await bench.ReadAsync();

        Assert.Null(read.Failure);
        Assert.Single(read.Scopes);
    }

    [Theory]
    [InlineData("""{"paging":{"by":"page","mostPages":5}}""")]
    [InlineData("""{"paging":{"by":"cursor","next":"next","mostPages":5},"items":"items"}""")]
    public async Task List_without_end_is_given_up_after_the_most_pages(string setting)
    {
        var asked = 0;
        await using var bench = await JsonApiBench.StartAsync(
            _ =>
            {
                asked++;
                var items = new JsonArray(asked > 20 ? [] : [SampleApi.Item(asked)]);
                return StubAnswer.Json(setting.Contains("cursor", StringComparison.Ordinal) ? new JsonObject { ["items"] = items, ["next"] = asked > 20 ? null : $"c{asked}" } : items);
            },
            setting);

        var read = await bench.ReadAsync();

        Assert.Contains("5 pages of 'items' and no end", read.Failure!.Message, StringComparison.Ordinal);
        Assert.Equal(5, read.Requests.Count);
        Assert.Empty(read.Scopes);
    }

    [Fact]
    public async Task Paging_that_cannot_read_an_answer_is_told_as_the_block_s_fault()
    {
        await using var bench = await JsonApiBench.StartAsync(
            _ => StubAnswer.Json(new JsonObject { ["items"] = new JsonArray(SampleApi.Item(1)), ["meta"] = 7 }),
            """{"items":"items","paging":{"by":"cursor","next":"join(',', meta)"}}""");

        var read = await bench.ReadAsync();

        Assert.Contains("'paging' of the block cannot read", read.Failure!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Token_that_the_address_writes_otherwise_is_not_told_either()
    {
        const string token = "s3cr3t+of/the-sample=";
        await using var bench = await JsonApiBench.StartAsync(
            _ => new StubAnswer(400, $$"""{"message":"bad address ?api_key={{Uri.EscapeDataString(token)}}"}"""), """{"auth":{"query":"api_key"}}""", ("Token", token));

        var read = await bench.ReadAsync();

        Assert.Contains("bad address", read.Failure!.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Uri.EscapeDataString(token), read.Failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Today_in_the_query_is_the_beginning_of_the_day_of_the_read()
    {
        await using var bench = await JsonApiBench.StartAsync(_ => JsonApiBench.List(1), """{"query":{"until":"$today"}}""");

        var read = await bench.ReadAsync();

        Assert.Equal($"{bench.Time.Now.UtcDateTime:yyyy-MM-dd}T00:00:00Z", read.Requests[0].Argument("until"));
        Assert.Equal(["items?until=$today"], read.Scopes);
    }
}
