using Microsoft.Extensions.Configuration;
using NotionSync.Hosting.Configuration;
using NotionSync.Model;
using NotionSync.Planning;
using NotionSync.Sources;

namespace NotionSync.Tests.Hosting;

public sealed class ConfigurationTests : IDisposable
{
    private const string Page = "0123456789abcdef0123456789abcdef";
    private const string PageWithDashes = "01234567-89ab-cdef-0123-456789abcdef";

    private readonly string working = Directory.CreateTempSubdirectory("notionsync-working-").FullName;
    private readonly string program = Directory.CreateTempSubdirectory("notionsync-program-").FullName;

    public void Dispose()
    {
        Directory.Delete(working, recursive: true);
        Directory.Delete(program, recursive: true);
    }

    [Fact]
    public void Without_any_configuration_the_defaults_hold()
    {
        var settings = Read();

        Assert.Null(settings.Notion.Token);
        Assert.Null(settings.Notion.ParentPage);
        Assert.Equal("https://api.notion.com/", settings.Notion.BaseUrl.ToString());
        Assert.Equal(WorkspacePlan.Plus, settings.Notion.Plan);
        Assert.Equal(180, settings.Notion.RequestsPerMinute);
        Assert.Equal(TimeSpan.FromMinutes(5), settings.Notion.Intake);
        Assert.Equal("Data Source=notionsync.db", settings.StateConnectionString);
        Assert.Equal(["http://127.0.0.1:8080"], settings.HealthUrls);
        Assert.Equal(Path.Combine(program, "mappings"), settings.MappingsPath);
    }

    [Fact]
    public void A_later_place_wins_over_an_earlier_one()
    {
        File.WriteAllText(Path.Combine(program, "appsettings.json"), """{ "Notion": { "Plan": "Free", "IntakeMinutes": 1, "RequestsPerMinute": 1, "Token": "from-program" } }""");
        Assert.Equal("from-program", Read().Notion.Token);

        File.WriteAllText(Path.Combine(working, "appsettings.json"), """{ "Notion": { "IntakeMinutes": 2, "RequestsPerMinute": 2, "Token": "from-working" } }""");
        var environment = new Dictionary<string, string> { ["Notion__RequestsPerMinute"] = "3", ["notion__token"] = "from-environment" };
        var settings = Read(environment, "Notion:Token=from-set", "Notion:Token=from-last=set");

        Assert.Equal(WorkspacePlan.Free, settings.Notion.Plan);
        Assert.Equal(TimeSpan.FromMinutes(2), settings.Notion.Intake);
        Assert.Equal(3, settings.Notion.RequestsPerMinute);
        Assert.Equal("from-last=set", settings.Notion.Token);
    }

    [Theory]
    [InlineData("Free", 180)]
    [InlineData("plus", 180)]
    [InlineData("Business", 600)]
    [InlineData("Enterprise", 600)]
    public void The_budget_follows_from_the_plan(string plan, int budget) => Assert.Equal(budget, Read(sets: $"Notion:Plan={plan}").Notion.RequestsPerMinute);

    [Theory]
    [InlineData(Page)]
    [InlineData(PageWithDashes)]
    [InlineData("https://www.notion.so/acme/AI-Operations-" + Page)]
    [InlineData("https://www.notion.so/acme/AI-Operations-" + Page + "?pvs=4&v=ffffffffffffffffffffffffffffffff#block")]
    [InlineData("https://app.notion.com/p/0123456789ABCDEF0123456789ABCDEF/ ")]
    public void The_parent_page_may_be_an_id_or_an_address(string written) => Assert.Equal(PageWithDashes, Read(sets: $"Notion:ParentPage={written}").Notion.ParentPage);

    [Theory]
    [InlineData("Notion:ParentPage=https://www.notion.so/acme/AI-Operations", "Notion:ParentPage")]
    [InlineData("Notion:Token=two words", "Notion:Token")]
    [InlineData("Notion:BaseUrl=api.notion.com", "Notion:BaseUrl")]
    [InlineData("Notion:BaseUrl=https://api.notion.com/v1", "Notion:BaseUrl")]
    [InlineData("Notion:BaseUrl=http://notion.example.com", "Notion:BaseUrl")]
    [InlineData("Notion:Plan=Busines", "Notion:Plan")]
    [InlineData("Notion:RequestsPerMinute=0", "Notion:RequestsPerMinute")]
    [InlineData("Notion:IntakeMinutes=often", "Notion:IntakeMinutes")]
    [InlineData("Links:grafana=grafana", "Links:grafana")]
    [InlineData("Mappings:Path=nowhere", "Mappings:Path")]
    [InlineData("State:Provider=Postgres", "State:Provider")]
    [InlineData("State:Provider=Oracle", "State:Provider")]
    [InlineData("State:ConnectionString=notionsync.db", "State:ConnectionString")]
    [InlineData("Health:Urls=8080", "Health:Urls")]
    public void A_wrong_value_is_named_by_its_key_with_the_mend(string set, string key)
    {
        var fault = Assert.Single(Assert.Throws<ConfigurationFaultException>(() => Read(sets: set)).Faults);

        Assert.Equal((Severity.Error, key), (fault.Severity, fault.Where));
        Assert.NotEmpty(fault.Fix);
    }

    [Fact]
    public void All_faults_are_told_at_once()
    {
        var faults = Assert.Throws<ConfigurationFaultException>(() => Read(sets: ["Notion:Plan=Busines", "Notion:IntakeMinutes=0", "State:Provider=x"])).Faults;

        Assert.Equal(["Notion:Plan", "Notion:IntakeMinutes", "State:Provider"], faults.Select(fault => fault.Where));
        Assert.Contains("Did you mean 'Business'?", faults[0].Fix, StringComparison.Ordinal);
    }

    [Fact]
    public void A_secret_may_come_from_a_file_whose_line_end_is_not_part_of_it()
    {
        File.WriteAllText(Path.Combine(working, "token"), "ntn_secret\r\n");
        File.WriteAllText(Path.Combine(working, "password"), "pass word\n");

        var settings = Read(sets: ["Notion:TokenFile=token", $"Sources:Prometheus:PasswordFile={Path.Combine(working, "password")}"]);

        Assert.Equal("ntn_secret", settings.Notion.Token);
        Assert.Equal("pass word", settings.Configuration["Sources:Prometheus:Password"]);
    }

    [Fact]
    public void Files_of_secrets_that_are_missing_empty_or_doubled_are_named_by_key()
    {
        File.WriteAllText(Path.Combine(working, "empty"), "\n");

        var faults = Assert.Throws<ConfigurationFaultException>(() => Read(sets:
        [
            "Notion:TokenFile=/no/such/file", "Sources:Prometheus:PasswordFile=empty", "Sources:Prometheus:Token=topsecret", "Sources:Prometheus:TokenFile=empty",
        ])).Faults;

        Assert.Equal(["Notion:TokenFile", "Sources:Prometheus:PasswordFile", "Sources:Prometheus:TokenFile"], faults.Select(fault => fault.Where).Order());
        Assert.Contains("/no/such/file", faults.Single(fault => fault.Where == "Notion:TokenFile").What, StringComparison.Ordinal);
        Assert.DoesNotContain("topsecret", string.Join("", faults), StringComparison.Ordinal);
    }

    [Fact]
    public void A_broken_file_is_named_with_line_and_column()
    {
        File.WriteAllText(Path.Combine(working, "appsettings.json"), "{\n  \"Notion\": {,\n}");

        var fault = Assert.Single(Assert.Throws<ConfigurationFaultException>(() => Read()).Faults);

        Assert.Equal(Path.Combine(working, "appsettings.json"), fault.Where);
        Assert.Contains("line 2", fault.What, StringComparison.Ordinal);
    }

    [Fact]
    public void A_set_without_a_key_is_refused_without_being_repeated()
    {
        var fault = Assert.Single(Assert.Throws<ConfigurationFaultException>(() => Read(sets: "ntn_secret")).Faults);

        Assert.DoesNotContain("ntn_secret", fault.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Notion:Tokn", "Did you mean 'Notion:Token'?")]
    [InlineData("Sources:Prometheus:Shedule", "Did you mean 'Sources:Prometheus:Schedule'?")]
    [InlineData("State:Something", "State:ConnectionString")]
    public void An_unknown_key_of_ours_is_a_warning_with_the_nearest_name(string key, string fix)
    {
        var warning = Assert.Single(UnknownKeys.Find(Read(sets: $"{key}=x").Configuration));

        Assert.Equal((Severity.Warning, key), (warning.Severity, warning.Where));
        Assert.Contains(fix, warning.Fix, StringComparison.Ordinal);
    }

    [Fact]
    public void Keys_of_others_and_any_name_of_ours_are_no_warning() => Assert.Empty(UnknownKeys.Find(Read(
        new Dictionary<string, string> { ["Logging__LogLevel__Default"] = "Debug", ["PATH"] = "/bin", ["LINKS"] = "x" },
        "Links:anything=https://example.com", "Sources:Prometheus:Headers:X-Scope-OrgID=1", "Sources:Prometheus:BaseUrl=http://p").Configuration));

    [Theory]
    [InlineData("Sources:LangFuse:BaseUrl")]
    [InlineData("Sources:langfuse:Headers:X-Scope")]
    public void A_key_of_a_source_that_mappings_bring_along_is_known_where_they_do(string key)
    {
        var configuration = Read(sets: $"{key}=x").Configuration;

        Assert.Empty(UnknownKeys.Find(configuration, "LangFuse"));
        Assert.Equal(key, Assert.Single(UnknownKeys.Find(configuration)).Where);
    }

    [Fact]
    public void A_wrong_key_of_a_source_that_mappings_bring_along_is_a_warning_with_the_nearest_name()
    {
        var warning = Assert.Single(UnknownKeys.Find(Read(sets: "Sources:LangFuse:Tokn=x").Configuration, "LangFuse"));

        Assert.Contains("Sources:LangFuse:Token", warning.Fix, StringComparison.Ordinal);
    }

    [Fact]
    public void A_secret_of_a_source_that_mappings_bring_along_can_come_from_a_file()
    {
        File.WriteAllText(Path.Combine(working, "token"), "from-the-file\n");

        Assert.Equal("from-the-file", Read(sets: "Sources:LangFuse:TokenFile=token").Configuration["Sources:LangFuse:Token"]);
    }

    [Fact]
    public void Settings_do_not_print_what_they_hold()
    {
        var settings = Read(sets: "Notion:Token=ntn_secret");

        Assert.DoesNotContain("ntn_secret", $"{settings} {settings.Notion}", StringComparison.Ordinal);
    }

    [Fact]
    public void The_documented_default_file_holds_every_key_and_the_defaults()
    {
        var root = Path.Combine(TestFolder.Repository, "appsettings.json");
        File.Copy(root, Path.Combine(working, "appsettings.json"));

        var settings = Read();
        var written = new ConfigurationBuilder().AddJsonFile(root).Build().AsEnumerable().Select(pair => pair.Key).ToList();

        Assert.Empty(UnknownKeys.Find(settings.Configuration));
        Assert.Equal(Read().Notion with { Token = null }, settings.Notion);
        // A source may leave its section to its page; one that has a section has all its keys there.
        Assert.All(
            ConfigurationKeys.All.Where(key => !key.Name.EndsWith(ConfigurationKeys.AnyName, StringComparison.Ordinal) && (ConfigurationKeys.SourceOf(key.Name) is not { } source || written.Contains($"Sources:{source}"))),
            key => Assert.Contains(key.Name, written));
        Assert.Equal(
            ["CloudWatch", "CostExplorer", "GitHub", "MLflow", "PagerDuty", "Prometheus", "Wandb"],
            SourceCatalog.All.Select(entry => entry.Name).Where(source => written.Contains($"Sources:{source}")));
    }

    private Settings Read(IReadOnlyDictionary<string, string>? environment = null, params string[] sets)
    {
        var place = new ConfigurationPlace(working, program, environment ?? new Dictionary<string, string>());
        return new SettingsReader(ConfigurationSources.Read(place, sets), place).Read();
    }
}
