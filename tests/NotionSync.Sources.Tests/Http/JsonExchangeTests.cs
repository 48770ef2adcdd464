using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using NotionSync.Sources.Http;
using NotionSync.Sources.Tests.Contract;

namespace NotionSync.Sources.Tests.Http;

public sealed class JsonExchangeTests : IAsyncDisposable
{
    private readonly ServiceProvider services = Services();

    [Fact]
    public async Task Body_is_sent_with_its_length_and_not_in_chunks()
    {
        await using var vendor = await StubVendor.StartAsync(TestContext.Current.CancellationToken);
        vendor.Healthy = _ => StubAnswer.Json(new JsonObject());

        await Exchange(vendor).PostAsync("ask", new JsonObject { ["name"] = "語" }, TestContext.Current.CancellationToken);

        var request = Assert.Single(vendor.Requests);
        Assert.Equal(request.Body.Length.ToString(System.Globalization.CultureInfo.InvariantCulture), request.Headers["Content-Length"]);
        Assert.Equal("application/json", request.Headers["Content-Type"]);
        Assert.Equal("語", (string?)request.Json?["name"]);
    }

    [Fact]
    public async Task Word_that_is_no_json_is_read_whatever_its_type()
    {
        await using var vendor = await StubVendor.StartAsync(TestContext.Current.CancellationToken);
        vendor.Healthy = _ => new StubAnswer(200, "3.11.2", "text/html");

        Assert.Equal("3.11.2", (await Exchange(vendor).GetTextAsync("version", TestContext.Current.CancellationToken)).Text);
    }

    [Fact]
    public async Task Refusal_that_means_something_else_than_its_status_is_told_with_its_own_mend()
    {
        await using var vendor = await StubVendor.StartAsync(TestContext.Current.CancellationToken);
        vendor.Healthy = _ => new StubAnswer(403, "Wrong door", "text/plain");

        var refusal = await Assert.ThrowsAsync<VendorException>(() => Exchange(vendor).GetAsync("ask", TestContext.Current.CancellationToken));

        Assert.Contains("refused: Wrong door. Take the other one.", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("rights", refusal.Message, StringComparison.Ordinal);
    }

    public ValueTask DisposeAsync() => services.DisposeAsync();

    private JsonExchange Exchange(StubVendor stub) => new(
        new Vendor
        {
            Name = "Stub",
            Section = "Sources:Stub",
            BaseUrl = stub.Address,
            Timeout = TimeSpan.FromMinutes(1),
            Secrets = [],
            CredentialFix = "set Sources:Stub:Token",
            SignIn = (_, _) => ValueTask.CompletedTask,
            Words = (_, _) => VendorWords.None,
            Mend = (_, words) => words == "Wrong door" ? "Take the other one." : null,
        },
        services.GetRequiredService<IHttpClientFactory>(),
        new ContractTime());

    private static ServiceProvider Services()
    {
        var services = new ServiceCollection();
        services.AddVendorClient("Stub", "Sources:Stub");
        return services.BuildServiceProvider();
    }
}
