using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using NotionSync.Abstractions;
using NotionSync.Mapping;
using NotionSync.Sources.JsonApi;

namespace NotionSync.Sources.Tests.JsonApi;

/// <summary>What a block and the configuration may say of an API, and what is told when they are wrong.</summary>
public sealed class JsonApiSettingsTests
{
    [Theory]
    [InlineData("""{}""", "/path")]
    [InlineData("""{"path":"https://elsewhere.example/items"}""", "/path")]
    [InlineData("""{"path":"items#top"}""", "/path")]
    [InlineData("""{"path":"items","baseUrl":"grafana.example"}""", "/baseUrl")]
    [InlineData("""{"path":"items","baseUrl":"https://user:pw@grafana.example"}""", "/baseUrl")]
    [InlineData("""{"path":"items","method":"PUT"}""", "/method")]
    [InlineData("""{"path":"items","body":{}}""", "/body")]
    [InlineData("""{"path":"items","method":"POST","body":"x"}""", "/body")]
    [InlineData("""{"path":"items","query":["a"]}""", "/query")]
    [InlineData("""{"path":"items","query":{"a":{"b":1}}}""", "/query/a")]
    [InlineData("""{"path":"items","auth":"digest"}""", "/auth")]
    [InlineData("""{"path":"items","auth":{"header":"Api-Key","secret":"x"}}""", "/auth")]
    [InlineData("""{"path":"items","headers":{"Authorization":"Bearer x"}}""", "/headers/Authorization")]
    [InlineData("""{"path":"items","headers":{"bad name":"x"}}""", "/headers/bad name")]
    [InlineData("""{"path":"items","items":"data["}""", "/items")]
    [InlineData("""{"path":"items","key":"no_such_function(id)"}""", "/key")]
    [InlineData("""{"path":"items","paging":"page"}""", "/paging")]
    [InlineData("""{"path":"items","paging":{}}""", "/paging/by")]
    [InlineData("""{"path":"items","paging":{"by":"pages"}}""", "/paging/by")]
    [InlineData("""{"path":"items","paging":{"by":"page","next":"x"}}""", "/paging/next")]
    [InlineData("""{"path":"items","paging":{"by":"page","size":0}}""", "/paging/size")]
    [InlineData("""{"path":"items","paging":{"by":"cursor"}}""", "/paging/next")]
    [InlineData("""{"path":"items","paging":{"by":"url"}}""", "/paging/next")]
    [InlineData("""{"path":"items","paging":{"by":"link","total":"x"}}""", "/paging/total")]
    [InlineData("""{"path":"items","paging":{"by":"page","in":"body"}}""", "/paging/in")]
    [InlineData("""{"path":"items","cursor":"since"}""", "/cursor")]
    [InlineData("""{"path":"items","cursor":{}}""", "/cursor/parameter")]
    [InlineData("""{"path":"items","cursor":{"parameter":"since","format":"rfc822"}}""", "/cursor/format")]
    [InlineData("""{"path":"items","paht":"x"}""", "/paht")]
    public void Wrong_settings_are_told_by_their_place(string settings, string place)
    {
        var fault = Assert.Single(JsonApiReader.Read(JsonNode.Parse(settings)!.AsObject()).Faults);

        Assert.Equal(place, fault.Path);
        Assert.NotEmpty(fault.What);
        Assert.NotEmpty(fault.Fix);
    }

    [Fact]
    public void All_that_is_wrong_is_told_at_once() =>
        Assert.Equal(
            ["/auth", "/method", "/paging/by", "/path"],
            JsonApiReader.Read(new JsonObject { ["method"] = "PUT", ["auth"] = "x", ["paging"] = new JsonObject() }).Faults.Select(fault => fault.Path).Order(StringComparer.Ordinal));

    [Fact]
    public void Address_of_the_block_turns_the_source_on_and_without_one_it_is_off()
    {
        var configuration = new ConfigurationBuilder().Build();
        var without = SourceCatalog.With([new MappedSource("LangFuse", [new JsonObject { ["path"] = "x" }])]).Single(entry => entry.Name == "LangFuse");
        var with = SourceCatalog.With([new MappedSource("LangFuse", [new JsonObject { ["path"] = "x", ["baseUrl"] = "https://langfuse.example" }])]).Single(entry => entry.Name == "LangFuse");

        Assert.Equal("Sources:LangFuse:BaseUrl is not set", without.WhyOff(configuration));
        Assert.Null(with.WhyOff(configuration));
        Assert.Equal("Sources:LangFuse:Enabled is false", with.WhyOff(new ConfigurationBuilder().AddInMemoryCollection([new("Sources:LangFuse:Enabled", "false")]).Build()));
    }

    [Fact]
    public void Name_of_a_vendor_is_the_vendors_own() =>
        Assert.Equal(SourceCatalog.All.Length, SourceCatalog.With([new MappedSource("pagerduty", [null])]).Length);

    [Fact]
    public void Each_source_has_a_section_of_its_own_and_is_told_by_it()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(
        [
            new("Sources:One:BaseUrl", "https://one.example"), new("Sources:One:Token", "of one"), new("Sources:Two:BaseUrl", "two.example"),
        ]).Build();
        using var services = new ServiceCollection().AddSources(configuration, new MappedSource("One", [null]), new MappedSource("Two", [null])).BuildServiceProvider();
        var options = services.GetRequiredService<IOptionsMonitor<JsonApiOptions>>();

        Assert.StartsWith("Sources:One:Token", Assert.Single(Assert.Throws<OptionsValidationException>(() => options.Get("One")).Failures), StringComparison.Ordinal);
        Assert.StartsWith("Sources:Two:BaseUrl", Assert.Single(Assert.Throws<OptionsValidationException>(() => options.Get("Two")).Failures), StringComparison.Ordinal);
        Assert.Equal(["One", "Two"], services.GetServices<ISource>().Where(source => source.Kinds is [{ Name: "http" }]).Select(source => source.Name));
    }

    [Fact]
    public void Sources_are_found_in_the_files_by_their_kind_whatever_the_case_of_their_names()
    {
        const string file = """
            database: { id: things, title: Things }
            properties: { Thing: { type: title, writer: [grafana] } }
            sources:
              - { source: Grafana, kind: http, key: key, read: { path: a } }
              - { source: Prometheus, kind: series, key: key }
              - { source: grafana, kind: http, name: Other, key: key }
            """;

        var source = Assert.Single(MappedSources.OfKind("http", [("things.yaml", file), ("broken.yaml", "- [")]));

        Assert.Equal(("Grafana", 2, "a"), (source.Name, source.Reads.Length, source.Reads[0]!["path"]!.GetValue<string>()));
        Assert.Null(source.Reads[1]);
    }
}
