using Microsoft.Extensions.Configuration;
using NotionSync.Commands;
using NotionSync.Sources.Prometheus;

namespace NotionSync.Tests.Commands;

public sealed class WrongFormTests
{
    [Fact]
    public void Setting_of_the_wrong_form_is_bad_input_that_names_its_key()
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["Sources:Prometheus:Timeout"] = "abc" })
            .Build();
        var failure = Assert.Throws<InvalidOperationException>(() => configuration.GetSection(PrometheusOptions.Section).Get<PrometheusOptions>());

        Assert.Equal(ExitCode.BadInput, ErrorEdge.CodeOf(failure));
        Assert.Contains("'Sources:Prometheus:Timeout'", Assert.Single(ErrorEdge.Lines(failure)), StringComparison.Ordinal);
    }
}
