using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using NotionSync.Abstractions;
using NotionSync.Scenarios.Product;
using NotionSync.Sources;
using NotionSync.Sources.Aws;
using NotionSync.Sources.CloudWatch;
using NotionSync.Sources.CloudWatch.Kinds;

namespace NotionSync.Scenarios.Aws;

/// <summary>CloudWatch and STS over real HTTP: what a signed call puts there, the source reads.</summary>
public sealed class RealMotoTests(RealMoto moto) : IClassFixture<RealMoto>
{
    private const string Alarm = "GPU Utilization > 90%";

    [Fact]
    public async Task Figures_alarms_and_dashboards_are_those_that_were_put()
    {
        RealMoto.SkipUnlessInstalled();
        var now = TimeProvider.System.GetUtcNow();
        const string Region = "eu-north-1";
        await PutAsync(Region, now);
        var source = Source(Region);

        var metrics = Assert.Single(await RecordsAsync(source, "metrics", now, """
            { "by": ["InstanceId"], "things": [{ "InstanceId": "i-1" }], "metrics": { "gpu": { "namespace": "CWAgent", "metric": "gpu", "stat": "Average" } },
              "ranges": { "hour": { "of": "gpu", "hours": 1, "points": 12 } }, "alarms": true }
            """));
        var alarm = Assert.Single(await RecordsAsync(source, "alarms", now, null));
        var dashboard = Assert.Single(await RecordsAsync(source, "dashboards", now, """{ "widgets": true }"""));

        Assert.Equal(93, metrics["gpu"]!.GetValue<decimal>());
        Assert.Equal([91, 92, 93], metrics["hour"]!.AsArray().Select(figure => figure!.GetValue<decimal>()));
        Assert.Equal(Alarm, metrics["alarms"]![0]!["AlarmName"]!.GetValue<string>());
        Assert.Equal(("ALARM", 90m, 93m), (alarm["StateValue"]!.GetValue<string>(), alarm["Threshold"]!.GetValue<decimal>(), alarm["value"]!.GetValue<decimal>()));
        Assert.Equal("overview", dashboard["DashboardName"]!.GetValue<string>());
        Assert.Equal("text", dashboard["widgets"]![0]!["type"]!.GetValue<string>());
        Assert.Empty(await source.CheckAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Alarm_reaches_its_row_by_the_commands_that_an_operator_runs()
    {
        RealMoto.SkipUnlessInstalled();
        const string Region = "ap-south-1";
        await PutAsync(Region, TimeProvider.System.GetUtcNow());
        await using var product = await Notionsync.WithEmptyWorkspaceAsync();
        foreach (var (key, value) in Keys(Region, "AKIAOFTHETEST", "secret"))
        {
            product.Settings[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        using var eyes = new NotionEyes(product.Server);
        await product.DoAsync("import");
        var sync = await product.RunAsync("sync", "cloudwatch", "--output", "json");
        var row = (await eyes.RowsAsync("Monitoring & Analytics"))[Alarm];

        // This server knows no searches, which the shipped mappings make use of: they are told, and the alarms are read all the same.
        Assert.True(sync.ExitCode is 0 or 3, sync.Error);
        Assert.Equal(("Firing", 93m, 90m), (row["Alert state"]!.GetValue<string>(), row["Value"]!.GetValue<decimal>(), row["Threshold"]!.GetValue<decimal>()));
    }

    [Fact]
    public async Task Role_is_assumed_where_the_key_alone_may_read_nothing()
    {
        RealMoto.SkipUnlessInstalled();
        await using var product = await Notionsync.WithEmptyWorkspaceAsync();
        var identity = new MotoIdentity(moto.Address);
        // AWS calls the right cloudwatch:ListMetrics; this server takes the name that the request is signed with.
        var (key, secret) = await identity.UserWithRoleAsync("reader", "monitoring:*", TestContext.Current.CancellationToken);
        foreach (var (setting, value) in Keys("eu-west-1", key, secret))
        {
            product.Settings[setting.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        product.Settings["AWS_ENDPOINT_URL_STS"] = moto.Address.AbsoluteUri;
        await moto.LookAtSignaturesAsync(true);
        try
        {
            var alone = await product.RunAsync("doctor", "--output", "json");
            product.Settings["Sources__CloudWatch__RoleArn"] = "arn:aws:iam::123456789012:role/reader";
            var withRole = await product.RunAsync("doctor", "--output", "json");

            Assert.Contains(Findings(alone.Output), finding => finding.Contains("Sources:CloudWatch", StringComparison.Ordinal));
            Assert.DoesNotContain(Findings(withRole.Output), finding => finding.Contains("Sources:CloudWatch", StringComparison.Ordinal));
            Assert.DoesNotContain(key, alone.Output + alone.Error + withRole.Output + withRole.Error, StringComparison.Ordinal);
            Assert.DoesNotContain(secret, alone.Output + alone.Error + withRole.Output + withRole.Error, StringComparison.Ordinal);
        }
        finally
        {
            await moto.LookAtSignaturesAsync(false);
        }
    }

    [Theory]
    [InlineData("environment")]
    [InlineData("profile")]
    [InlineData("container")]
    [InlineData("web identity")]
    public async Task Credentials_are_found_where_every_program_for_AWS_finds_them(string where)
    {
        RealMoto.SkipUnlessInstalled();
        await using var product = await Notionsync.WithEmptyWorkspaceAsync();
        var name = $"found-in-{where.Replace(' ', '-')}";
        var (key, secret) = await new MotoIdentity(moto.Address).UserWithRoleAsync(name, "monitoring:*", TestContext.Current.CancellationToken);
        await using var container = await ContainerCredentials.StartAsync(key, secret);
        var files = Directory.CreateTempSubdirectory("notionsync-aws");
        var role = $"arn:aws:iam::123456789012:role/{name}";
        product.Settings["Sources__CloudWatch__ServiceUrl"] = moto.Address.AbsoluteUri;
        product.Settings["Sources__CloudWatch__Region"] = "eu-west-1";
        product.Settings["AWS_ENDPOINT_URL_STS"] = moto.Address.AbsoluteUri;
        product.Settings["AWS_EC2_METADATA_DISABLED"] = "true";
        product.Settings["AWS_SHARED_CREDENTIALS_FILE"] = Path.Combine(files.FullName, "credentials");
        product.Settings["AWS_CONFIG_FILE"] = Path.Combine(files.FullName, "config");
        if (where is not "web identity")
        {
            product.Settings["Sources__CloudWatch__RoleArn"] = role;
        }

        switch (where)
        {
            case "environment":
                (product.Settings["AWS_ACCESS_KEY_ID"], product.Settings["AWS_SECRET_ACCESS_KEY"]) = (key, secret);
                break;
            case "profile":
                await File.WriteAllTextAsync(
                    product.Settings["AWS_SHARED_CREDENTIALS_FILE"]!,
                    $"[default]\naws_access_key_id = AKIAOFNOBODY\naws_secret_access_key = wrong\n[metrics]\naws_access_key_id = {key}\naws_secret_access_key = {secret}\n",
                    TestContext.Current.CancellationToken);
                product.Settings["Sources__CloudWatch__Profile"] = "metrics";
                break;
            case "container":
                product.Settings["AWS_CONTAINER_CREDENTIALS_FULL_URI"] = container.Address;
                break;
            default:
                await File.WriteAllTextAsync(Path.Combine(files.FullName, "token"), "a.web.identity", TestContext.Current.CancellationToken);
                product.Settings["AWS_WEB_IDENTITY_TOKEN_FILE"] = Path.Combine(files.FullName, "token");
                product.Settings["AWS_ROLE_ARN"] = role;
                product.Settings["AWS_ROLE_SESSION_NAME"] = "notionsync";
                product.Settings["AWS_REGION"] = "eu-west-1";
                break;
        }

        // This server wants the exchange of a web identity signed, which AWS does not; the exchange itself is made all the same.
        await moto.LookAtSignaturesAsync(where is not "web identity");
        try
        {
            var doctor = await product.RunAsync("doctor", "--output", "json");

            Assert.DoesNotContain(Findings(doctor.Output), finding => finding.Contains("Sources:CloudWatch", StringComparison.Ordinal));
            Assert.DoesNotContain(secret, doctor.Output + doctor.Error, StringComparison.Ordinal);
        }
        finally
        {
            await moto.LookAtSignaturesAsync(false);
            files.Delete(recursive: true);
        }
    }

    private static List<string> Findings(string output) =>
        [.. JsonNode.Parse(output)!["findings"]!.AsArray().Select(finding => finding!.ToJsonString())];

    private async Task PutAsync(string region, DateTimeOffset now)
    {
        var options = new CloudWatchOptions { ServiceUrl = moto.Address.AbsoluteUri, AccessKeyId = "AKIAOFTHETEST", SecretAccessKey = "secret" };
        using var credentials = new AwsCredentialSource(options, CloudWatchOptions.Section, region, TimeProvider.System);
        await using var services = new ServiceCollection().AddHttpClient().BuildServiceProvider();
        var api = new AwsApi(AwsService.CloudWatch, region, options, credentials, services.GetRequiredService<IHttpClientFactory>(), TimeProvider.System);
        // The newest period that has settled by now.
        var newest = (now - SettleTime.From(settings: null)).ToUnixTimeSeconds() / 300 * 300 - 300;
        var dimensions = new JsonArray(new JsonObject { ["Name"] = "InstanceId", ["Value"] = "i-1" });
        await api.CallAsync("PutMetricData", new JsonObject
        {
            ["Namespace"] = "CWAgent",
            ["MetricData"] = new JsonArray([.. Enumerable.Range(0, 3).Select(back => new JsonObject
            {
                ["MetricName"] = "gpu", ["Dimensions"] = dimensions.DeepClone(), ["Timestamp"] = newest - 300 * back, ["Value"] = 93 - back,
            })]),
        }, TestContext.Current.CancellationToken);
        await api.CallAsync("PutMetricAlarm", new JsonObject
        {
            ["AlarmName"] = Alarm,
            ["Namespace"] = "CWAgent",
            ["MetricName"] = "gpu",
            ["Dimensions"] = dimensions.DeepClone(),
            ["Statistic"] = "Average",
            ["Period"] = 300,
            ["EvaluationPeriods"] = 1,
            ["Threshold"] = 90,
            ["ComparisonOperator"] = "GreaterThanThreshold",
        }, TestContext.Current.CancellationToken);
        await api.CallAsync("SetAlarmState", new JsonObject { ["AlarmName"] = Alarm, ["StateValue"] = "ALARM", ["StateReason"] = "Threshold Crossed" }, TestContext.Current.CancellationToken);
        await api.CallAsync("PutDashboard", new JsonObject
        {
            ["DashboardName"] = "overview",
            ["DashboardBody"] = """{"widgets":[{"type":"text","properties":{"markdown":"Hello"}}]}""",
        }, TestContext.Current.CancellationToken);
    }

    private ISource Source(string region) => new ServiceCollection()
        .AddSources(new ConfigurationBuilder().AddInMemoryCollection(Keys(region, "AKIAOFTHETEST", "secret")).Build())
        .BuildServiceProvider()
        .GetServices<ISource>()
        .Single(source => source.Name == "CloudWatch");

    private Dictionary<string, string?> Keys(string region, string key, string secret) => new()
    {
        ["Sources:CloudWatch:ServiceUrl"] = moto.Address.AbsoluteUri,
        ["Sources:CloudWatch:Region"] = region,
        ["Sources:CloudWatch:AccessKeyId"] = key,
        ["Sources:CloudWatch:SecretAccessKey"] = secret,
    };

    private static async Task<List<JsonObject>> RecordsAsync(ISource source, string kind, DateTimeOffset at, string? settings)
    {
        var read = settings is null ? null : JsonNode.Parse(settings)!.AsObject();
        Assert.Empty(source.CheckSettings(kind, read));
        var items = await source.ReadAsync(new SourceQuery(kind, read, at, null), TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);
        Assert.True(items[^1] is SourceItem.ScopeRead, string.Join('\n', items.Where(item => item is not SourceItem.Found)));
        return [.. items.OfType<SourceItem.Found>().Select(item => item.Record.Data)];
    }
}
