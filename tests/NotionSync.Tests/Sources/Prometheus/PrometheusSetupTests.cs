using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using NotionSync.Abstractions;
using NotionSync.Model;
using NotionSync.Sources;
using NotionSync.Sources.Prometheus;

namespace NotionSync.Tests.Sources.Prometheus;

public sealed class PrometheusSetupTests
{
    [Fact]
    public void All_faults_of_the_section_are_told_at_once()
    {
        var faults = Faults(new()
        {
            ["BaseUrl"] = "http://user:pass@prometheus:9090/api/v1?x=1",
            ["Token"] = "Bearer abc",
            ["Username"] = "u",
            ["Timeout"] = "00:20:00",
            ["Schedule"] = " ",
            ["Headers:Bad Name"] = "x",
            ["Headers:Authorization"] = "x",
        });

        Assert.Equal(10, faults.Count);
        Assert.All(faults, fault => Assert.StartsWith("Sources:Prometheus:", fault, StringComparison.Ordinal));
        Assert.DoesNotContain(faults, fault => fault.Contains("pass@", StringComparison.Ordinal) || fault.Contains("abc", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("prometheus:9090")]
    [InlineData("/prometheus")]
    [InlineData("ftp://prometheus")]
    public void Address_must_be_absolute_and_of_the_web(string address) =>
        Assert.Contains("must be an absolute http or https address", Assert.Single(Faults(new() { ["BaseUrl"] = address })), StringComparison.Ordinal);

    [Fact]
    public void Source_that_is_off_is_not_checked() => Assert.Empty(Faults(new() { ["Username"] = "u", ["Timeout"] = "00:00:00" }));

    [Fact]
    public void Options_in_print_show_no_secret()
    {
        var options = Options(new() { ["BaseUrl"] = "https://p.test/x", ["Username"] = "reader", ["Password"] = "s3cret", ["Headers:X-Key"] = "k3y-of-the-gate" }).Value;

        Assert.Equal("Prometheus at https://p.test/x, basic authentication", options.ToString());
    }

    [Fact]
    public void Catalog_is_in_alphabetical_order_and_names_its_sources()
    {
        Assert.Equal(SourceCatalog.All.Select(entry => entry.Name).Order(StringComparer.OrdinalIgnoreCase), SourceCatalog.All.Select(entry => entry.Name));
        var services = new ServiceCollection().AddSources(new ConfigurationBuilder().Build()).BuildServiceProvider();
        Assert.Equal(SourceCatalog.All.Select(entry => entry.Name), services.GetServices<ISource>().Select(source => source.Name));
    }

    [Theory]
    [InlineData(null, null, "Sources:Prometheus:BaseUrl is not set")]
    [InlineData("http://p", "false", "Sources:Prometheus:Enabled is false")]
    [InlineData("http://p", "true", null)]
    [InlineData("http://p", null, null)]
    public void Source_that_is_off_says_why(string? address, string? enabled, string? why) =>
        Assert.Equal(why, SourceCatalog.Find("prometheus")!.WhyOff(Configuration(new() { ["BaseUrl"] = address, ["Enabled"] = enabled })));

    [Fact]
    public void Schedule_is_every_five_minutes_unless_configured()
    {
        var entry = SourceCatalog.Find("Prometheus")!;

        Assert.Equal("0 0/5 * * * ?", entry.Schedule(Configuration([])));
        Assert.Equal(new PrometheusOptions().Schedule, entry.DefaultSchedule);
        Assert.Equal("0 0 * * * ?", entry.Schedule(Configuration(new() { ["Schedule"] = "0 0 * * * ?" })));
    }

    [Fact]
    public async Task Healthy_server_has_no_findings() => Assert.Empty(await CheckAsync(Healthy()));

    [Fact]
    public async Task Store_without_readiness_and_build_is_fine() => Assert.Empty(await CheckAsync(Healthy()
        .Answers(asked => asked.Uri.AbsolutePath is "/-/ready" or "/api/v1/status/buildinfo", _ => Recordings.Answer("err-unknown-route.txt"))));

    [Fact]
    public async Task Server_that_starts_is_told_as_such()
    {
        var finding = Assert.Single(await CheckAsync(Healthy().Answers(asked => asked.Uri.AbsolutePath == "/-/ready", _ => StubPrometheus.Text("Service Unavailable", HttpStatusCode.ServiceUnavailable))));

        Assert.Equal((Severity.Error, "Sources:Prometheus:BaseUrl"), (finding.Severity, finding.Where));
        Assert.Contains("is starting", finding.What, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wrong_credential_points_at_the_credential()
    {
        var finding = Assert.Single(await CheckAsync(new StubPrometheus().Answers("auth-err-bad.txt")));

        Assert.Equal("Sources:Prometheus:Token", finding.Where);
    }

    [Fact]
    public async Task Unreachable_server_points_at_the_address()
    {
        var finding = Assert.Single(await CheckAsync(new StubPrometheus().Answers(_ => throw new HttpRequestException("Connection refused"))));

        Assert.Equal("Sources:Prometheus:BaseUrl", finding.Where);
        Assert.Contains("cannot be reached: Connection refused", finding.What, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-120, "120 s behind")]
    [InlineData(45, "45 s ahead of")]
    [InlineData(20, null)]
    public async Task Clock_that_is_off_is_told(int seconds, string? words)
    {
        var stub = Healthy();
        stub.Time.Now = stub.Time.Now.AddSeconds(seconds);

        var findings = await CheckAsync(stub);

        Assert.Equal(words is null ? 0 : 1, findings.Count);
        Assert.All(findings, finding => Assert.Contains(words!, finding.What, StringComparison.Ordinal));
    }

    private static StubPrometheus Healthy()
    {
        var stub = new StubPrometheus();
        var date = stub.Time.Now;
        return stub
            .Answers(asked => asked.Uri.AbsolutePath == "/-/ready", _ => Recordings.Answer("ready.txt"))
            .Answers(asked => asked.Uri.AbsolutePath == "/api/v1/status/buildinfo", _ => Recordings.Answer("status-buildinfo.json"))
            .Answers(asked => asked.Query == "1", _ =>
            {
                var answer = Recordings.Answer("query-scalar.json");
                answer.Headers.Date = date;
                return answer;
            });
    }

    private static Task<IReadOnlyList<Diagnostic>> CheckAsync(StubPrometheus stub) => stub.Source().CheckAsync(TestContext.Current.CancellationToken);

    private static IReadOnlyList<string> Faults(Dictionary<string, string?> section)
    {
        try
        {
            _ = Options(section).Value;
            return [];
        }
        catch (OptionsValidationException fault)
        {
            return [.. fault.Failures];
        }
    }

    private static IOptions<PrometheusOptions> Options(Dictionary<string, string?> section) =>
        new ServiceCollection().AddSources(Configuration(section)).BuildServiceProvider().GetRequiredService<IOptions<PrometheusOptions>>();

    private static IConfiguration Configuration(Dictionary<string, string?> section) =>
        new ConfigurationBuilder().AddInMemoryCollection(section.Select(pair => KeyValuePair.Create($"Sources:Prometheus:{pair.Key}", pair.Value))).Build();
}
