using System.Net;
using NotionSync.Sources.Http;
using NotionSync.Sources.Tests.Contract;

namespace NotionSync.Sources.Tests.JsonApi;

public sealed class MetadataGuardTests
{
    [Theory]
    [InlineData("169.254.0.1", true)]
    [InlineData("169.254.169.254", true)]
    [InlineData("fe80::5efe:1%3", true)]
    [InlineData("febf::1", true)]
    [InlineData("::ffff:169.254.1.1", true)]
    [InlineData("fd00:ec2::254", true)]
    [InlineData("169.253.255.255", false)]
    [InlineData("127.0.0.1", false)]
    [InlineData("10.0.0.7", false)]
    [InlineData("fec0::1", false)]
    [InlineData("fd00:ec2::253", true)]
    [InlineData("fd00:ec2:ffff::1", true)]
    [InlineData("fd00:ec3::1", false)]
    [InlineData("100.100.100.200", true)]
    [InlineData("::ffff:100.100.100.200", true)]
    [InlineData("100.100.100.201", false)]
    [InlineData("::1", false)]
    public void Link_local_addresses_are_known_in_every_form(string address, bool isForbidden) => Assert.Equal(isForbidden, MetadataGuard.Forbids(IPAddress.Parse(address)));

    [Theory]
    [InlineData("169.254.169.254")]
    [InlineData("127.0.0.1", "169.254.169.254")]
    [InlineData("fe80::1")]
    public async Task Name_that_leads_to_one_is_no_way_around(params string[] addresses)
    {
        using var client = Client(addresses);

        var fault = await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync(new Uri("http://metadata.example/"), TestContext.Current.CancellationToken));

        Assert.IsType<ForbiddenAddressException>(fault.InnerException);
    }

    [Fact]
    public async Task Any_other_name_is_connected_to_at_the_addresses_that_were_looked_at()
    {
        await using var vendor = await StubVendor.StartAsync(TestContext.Current.CancellationToken);
        vendor.Healthy = _ => new StubAnswer(200, "[]");
        using var client = Client("127.0.0.1");

        Assert.Equal("[]", await client.GetStringAsync(new Uri($"http://api.example:{vendor.Address.Port}/"), TestContext.Current.CancellationToken));
    }

    private static HttpClient Client(params string[] addresses) => new(new SocketsHttpHandler
    {
        UseProxy = false,
        ConnectCallback = new MetadataGuard((_, _) => Task.FromResult(addresses.Select(IPAddress.Parse).ToArray())).ConnectAsync,
    });
}
