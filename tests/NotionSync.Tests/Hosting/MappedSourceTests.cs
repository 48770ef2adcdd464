using Microsoft.Extensions.Configuration;
using NotionSync.Hosting;

namespace NotionSync.Tests.Hosting;

/// <summary>Sources that mapping files bring along, from the files to the list of sources.</summary>
public sealed class MappedSourceTests
{
    private const string Sound = """
        database: { id: things, title: Things }
        properties:
          Thing: { type: title, writer: langfuse }
        sources:
          - { source: LangFuse, kind: http, read: { path: api/things }, key: key, values: { Thing: name } }
        """;

    [Fact]
    public async Task A_source_without_an_address_is_off_and_its_blocks_are_right_all_the_same()
    {
        await using var sources = SourceSet.From(Configuration(), Folder(Sound).Sources(), TimeProvider.System);

        Assert.Empty(Folder(Sound).Check(sources.All).Diagnostics);
        Assert.Equal("Sources:LangFuse:BaseUrl is not set", sources.Entries.Single(entry => entry.Name == "LangFuse").WhyOff);
    }

    [Fact]
    public async Task A_source_with_an_address_is_on_and_has_a_schedule_of_its_own()
    {
        await using var sources = SourceSet.From(
            Configuration(("Sources:LangFuse:BaseUrl", "https://langfuse.example"), ("Sources:LangFuse:Schedule", "0 0 * * * ?")), Folder(Sound).Sources(), TimeProvider.System);

        Assert.Equal(["LangFuse"], sources.Resolve(["langfuse"]));
        Assert.Equal("0 0 * * * ?", sources.Entries.Single(entry => entry.Name == "LangFuse").Schedule);
        Assert.Contains(sources.On, source => source.Name == "LangFuse");
    }

    [Theory]
    [InlineData("read: { paht: api/things }", "things.yaml:5:51: error: 'paht' is unknown.", "things.yaml:5:43: error: 'path' is missing")]
    [InlineData("read: { path: api/things, items: 'data[' }", "things.yaml:5:70: error: 'items':")]
    [InlineData("read: { path: api/things, paging: { by: token } }", "things.yaml:5:77: error: 'token' is no 'by'.")]
    [InlineData("name: x", "things.yaml:5:5: error: 'path' is missing")]
    public async Task Wrong_settings_are_told_offline_with_their_place(string read, params string[] expected)
    {
        var folder = Folder(Sound.Replace("read: { path: api/things }", read, StringComparison.Ordinal));
        await using var sources = SourceSet.From(Configuration(), folder.Sources(), TimeProvider.System);

        var faults = folder.Check(sources.All).Diagnostics.Select(fault => fault.ToString()).ToList();

        Assert.Equal(expected.Length, faults.Count);
        Assert.All(expected, text => Assert.Contains(faults, fault => fault.StartsWith(text, StringComparison.Ordinal)));
    }

    private static MappingFolder Folder(string text) => new("mappings", [("things.yaml", text)]);

    private static IConfiguration Configuration(params (string Key, string Value)[] settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value))).Build();
}
