using NotionSync.Model;
using NotionSync.Sources.Tests.Contract;

namespace NotionSync.Sources.Tests.MLflow;

public sealed class MlflowCheckTests
{
    [Theory]
    [InlineData("mlflow")]
    [InlineData("mlflow/v2.22")]
    public async Task Recorded_servers_are_well(string folder)
    {
        await using var bench = await MlflowBench.StartAsync(folder);
        bench.Instead = request => folder.Contains("2.22", StringComparison.Ordinal) && request.Path.EndsWith("server-info", StringComparison.Ordinal)
            ? bench.Mlflow.Words(404, "server-info.txt")
            : null;

        Assert.Empty(await bench.CheckAsync());
    }

    [Fact]
    public async Task Refused_user_is_told_in_the_servers_words()
    {
        await using var bench = await MlflowBench.StartAsync(settings: new() { ["Sources:MLflow:Username"] = "reader", ["Sources:MLflow:Password"] = MlflowBench.Secret });
        bench.Instead = _ => bench.Mlflow.Words(401, "auth-err-none.txt", "text/plain");

        var finding = Assert.Single(await bench.CheckAsync());

        Assert.Equal("Sources:MLflow:Username", finding.Where);
        Assert.Contains("You are not authenticated", finding.What, StringComparison.Ordinal);
        Assert.Contains("Set Sources:MLflow:Token, or Sources:MLflow:Username and Password", finding.What, StringComparison.Ordinal);
        Assert.All(bench.Requests, request => Assert.StartsWith("Basic ", request.Headers["Authorization"], StringComparison.Ordinal));
    }

    [Fact]
    public async Task Right_that_lacks_for_the_registry_is_named()
    {
        await using var bench = await MlflowBench.StartAsync();
        bench.Instead = request => request.Path.EndsWith("registered-models/search", StringComparison.Ordinal) ? bench.Mlflow.Words(403, "auth-err-forbidden.txt", "text/plain") : null;

        var finding = Assert.Single(await bench.CheckAsync());

        Assert.Contains("Permission denied", finding.What, StringComparison.Ordinal);
        Assert.Contains("registered models need the permission READ", finding.Fix, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Registry_that_the_server_lacks_is_no_matter_of_rights()
    {
        await using var bench = await MlflowBench.StartAsync();
        bench.Instead = request => request.Path.EndsWith("registered-models/search", StringComparison.Ordinal) ? bench.Mlflow.Words(404, "err-unknown-route.txt") : null;

        var finding = Assert.Single(await bench.CheckAsync());

        Assert.Equal("Sources:MLflow:BaseUrl", finding.Where);
        Assert.Contains("has no model registry", finding.What, StringComparison.Ordinal);
        Assert.DoesNotContain("READ", finding.Fix, StringComparison.Ordinal);
        Assert.Contains("leave out the blocks", finding.Fix, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Host_that_the_server_does_not_know_is_told_apart_from_rights()
    {
        await using var bench = await MlflowBench.StartAsync();
        bench.Instead = _ => bench.Mlflow.Words(403, "err-host-header.txt", "text/plain");

        var finding = Assert.Single(await bench.CheckAsync());

        Assert.Equal("Sources:MLflow:BaseUrl", finding.Where);
        Assert.Contains("--allowed-hosts", finding.Fix, StringComparison.Ordinal);
        Assert.Contains("Invalid Host header", finding.What, StringComparison.Ordinal);
        Assert.Contains("--allowed-hosts", finding.What, StringComparison.Ordinal);
        Assert.DoesNotContain("Give the credential", finding.What, StringComparison.Ordinal);
        Assert.Contains("--allowed-hosts", (await bench.ReadAsync("runs")).Failure!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Server_that_shows_no_experiment_may_be_one_without_rights()
    {
        await using var bench = await MlflowBench.StartAsync();
        bench.Mlflow.Experiments.Clear();

        var finding = Assert.Single(await bench.CheckAsync());

        Assert.Equal(Severity.Warning, finding.Severity);
        Assert.Contains("permission READ", finding.Fix, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Old_server_is_told()
    {
        await using var bench = await MlflowBench.StartAsync();
        bench.Instead = request => request.Path == "/version" ? new StubAnswer(200, "1.30.0", "text/html") : null;

        Assert.Contains("1.30.0", Assert.Single(await bench.CheckAsync()).What, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Workspace_is_sent_and_told_where_the_server_has_none()
    {
        await using var bench = await MlflowBench.StartAsync(settings: new() { ["Sources:MLflow:Workspace"] = "research" });

        var finding = Assert.Single(await bench.CheckAsync());

        Assert.Equal("Sources:MLflow:Workspace", finding.Where);
        Assert.All(bench.Requests, request => Assert.Equal("research", request.Headers["X-MLFLOW-WORKSPACE"]));
        Assert.All(bench.Requests, request => Assert.False(request.Headers.ContainsKey("Authorization")));
    }

    [Theory]
    [InlineData("BaseUrl", "https://tools.example/mlflow/api/2.0/mlflow", "must end before '/api'")]
    [InlineData("WebUrl", "mlflow.example.com", "must be an absolute http or https address")]
    [InlineData("Workspace", "ré", "in plain letters")]
    public async Task Wrong_key_is_told_before_anything_is_asked(string key, string value, string what)
    {
        await using var bench = await MlflowBench.StartAsync(settings: new() { [$"Sources:MLflow:{key}"] = value });

        var fault = await Assert.ThrowsAsync<Microsoft.Extensions.Options.OptionsValidationException>(() => bench.CheckAsync());

        Assert.Contains(what, fault.Message, StringComparison.Ordinal);
        Assert.Empty(bench.Requests);
    }

    [Fact]
    public async Task Path_prefix_of_the_server_is_kept()
    {
        await using var vendor = await StubVendor.StartAsync(TestContext.Current.CancellationToken);
        await using var bench = await MlflowBench.StartAsync(settings: new() { ["Sources:MLflow:BaseUrl"] = new Uri(vendor.Address, "tools/mlflow/").AbsoluteUri });

        await bench.ReadAsync("experiments");

        Assert.Equal("/tools/mlflow/api/2.0/mlflow/experiments/search", Assert.Single(vendor.Requests).Path);
    }
}
