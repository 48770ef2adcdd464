using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using NotionSync.Abstractions;
using NotionSync.Mapping;
using NotionSync.Model;

namespace NotionSync.Sources.Tests.Contract;

/// <summary>What every source promises to those who ask it whether all is well.</summary>
public abstract partial class CheckContract
{
    private const string Secret = "s3cr3t-of-the-contract";

    /// <summary>The source's name in the catalog.</summary>
    protected abstract string Source { get; }

    /// <summary>Configuration that turns the source on at an address.</summary>
    protected abstract IReadOnlyDictionary<string, string?> Configuration(Uri address, string secret);

    /// <summary>The vendor's answer to whatever the check asks, when all is well.</summary>
    protected abstract StubAnswer Answer(StubRequest request);

    /// <summary>Sources that mapping files bring along.</summary>
    protected virtual IReadOnlyList<MappedSource> Mapped => [];

    /// <summary>The sources among which it is found; by default the catalog's, and those that mapping files bring along.</summary>
    protected virtual IReadOnlyList<SourceEntry> Entries => SourceCatalog.With(Mapped);

    /// <summary>A refusal as the vendor words it; it echoes the secret.</summary>
    protected virtual StubAnswer Refusal(int status, string secret) => new(status, $$"""{"message":"refused {{secret}}"}""");

    [Fact]
    public async Task All_is_well() => Assert.Empty(await CheckAsync((_, _) => null));

    [Fact]
    public async Task Source_that_is_off_is_not_asked()
    {
        await using var vendor = await StubVendor.StartAsync(TestContext.Current.CancellationToken);
        await using var services = Services(new Dictionary<string, string?>(), new ContractTime());

        Assert.Empty(await services.GetServices<ISource>().Single(source => source.Name == Source).CheckAsync(TestContext.Current.CancellationToken));
        Assert.Empty(vendor.Requests);
    }

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(500)]
    public async Task Refusal_is_an_error_that_names_the_key_and_the_mend(int status)
    {
        var findings = await CheckAsync((_, _) => Refusal(status, Secret));

        Assert.NotEmpty(findings);
        Assert.All(findings, finding => Assert.StartsWith($"Sources:{Source}", finding.Where, StringComparison.Ordinal));
        Assert.All(findings, finding => Assert.DoesNotContain(Secret, $"{finding.What} {finding.Fix}", StringComparison.Ordinal));
        Assert.Contains(findings, finding => finding.Severity is Severity.Error);
        Assert.All(findings, finding => Assert.Matches(Mend(), finding.Fix.Length > 0 ? finding.Fix : finding.What));
    }

    [Fact]
    public async Task Address_where_nobody_answers_is_an_error()
    {
        var findings = await CheckAsync((_, _) => StubSilence.Reset);

        Assert.Contains(findings, finding => finding.Severity is Severity.Error && finding.What.Contains("cannot be reached", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Web_page_instead_of_the_api_is_an_error() =>
        Assert.Contains(await CheckAsync((_, _) => StubAnswer.Page(200)), finding => finding.Severity is Severity.Error);

    [Fact]
    public async Task Answer_that_is_not_packed_as_it_says_is_an_error()
    {
        var findings = await CheckAsync((request, _) => Answer(request) is var answer
            ? answer with { Headers = new Dictionary<string, string>(answer.Headers) { ["Content-Encoding"] = "gzip" } }
            : null);

        Assert.Contains(findings, finding => finding.Severity is Severity.Error && finding.What.Contains("cannot be unpacked", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Clock_that_is_off_is_told()
    {
        var findings = await CheckAsync((request, _) => Answer(request) is var answer
            ? answer with { Headers = new Dictionary<string, string>(answer.Headers) { ["Date"] = "Mon, 23 Nov 2026 04:00:00 GMT" } }
            : null);

        Assert.Contains(findings, finding => finding.What.Contains("clock", StringComparison.OrdinalIgnoreCase));
    }

    private async Task<IReadOnlyList<Diagnostic>> CheckAsync(Func<StubRequest, int, object?> fault)
    {
        await using var vendor = await StubVendor.StartAsync(TestContext.Current.CancellationToken);
        var time = new ContractTime();
        vendor.Healthy = request => Answer(request) is var answer
            ? answer with { Headers = new Dictionary<string, string>(answer.Headers) { ["Date"] = time.Now.ToString("R") } }
            : throw new InvalidOperationException();
        vendor.Fault = fault;
        vendor.Silent = time.EndLongWaits;
        await using var services = Services(Configuration(vendor.Address, Secret), time);
        return await services.GetServices<ISource>().Single(source => source.Name == Source).CheckAsync(TestContext.Current.CancellationToken);
    }

    private ServiceProvider Services(IReadOnlyDictionary<string, string?> settings, TimeProvider time) => new ServiceCollection()
        .AddSingleton(time)
        .AddSources(new ConfigurationBuilder().AddInMemoryCollection(settings).Build(), Entries)
        .BuildServiceProvider();

    // A sentence, or its second half, that tells what to do.
    [GeneratedRegex(@"\b(Add|Allow|Attach|Check|Give|Grant|Look|Make|Name|Needs|Raise|Set|Start|Take|Write)\b [^.]+", RegexOptions.IgnoreCase)]
    private static partial Regex Mend();
}
