using NotionSync.Abstractions;
using NotionSync.Commands;
using NotionSync.Hosting.Configuration;
using NotionSync.Model;

namespace NotionSync.Tests.Commands;

public sealed class CommandLineTests : IDisposable
{
    private readonly CommandFixture cli = new();

    public static TheoryData<string> Names { get; } = ["demo", "validate", "doctor", "plan", "import", "sync", "run", "status", "preview", "health"];

    public void Dispose() => cli.Dispose();

    [Fact]
    public async Task Help_lists_every_command_and_opens_nothing()
    {
        cli.OpenFails = new InvalidOperationException("help must open nothing");

        Assert.Equal(0, await cli.RunBareAsync("--help"));

        Assert.All(Names, name => Assert.Contains($"\n  {name.Data} ", cli.Out.ToString(), StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Each_command_explains_itself_and_the_common_options(string command)
    {
        Assert.Equal(0, await cli.RunBareAsync(command, "--help"));

        Assert.All(["--output", "--set", "--verbose"], option => Assert.Contains(option, cli.Out.ToString(), StringComparison.Ordinal));
        Assert.Empty(cli.Error.ToString());
    }

    [Theory]
    [InlineData("imprt")]
    [InlineData("import", "--no-such-option")]
    [InlineData("import", "--output", "yaml")]
    [InlineData("preview", "--port", "many")]
    [InlineData]
    public async Task Bad_usage_ends_with_2_and_a_way_to_help(params string[] arguments)
    {
        Assert.Equal(ExitCode.BadInput, await cli.RunBareAsync(arguments));

        Assert.Contains("--help", cli.Error.ToString(), StringComparison.Ordinal);
        Assert.Empty(cli.Out.ToString());
    }

    [Theory]
    [InlineData("plan")]
    [InlineData("import")]
    [InlineData("sync")]
    [InlineData("run")]
    [InlineData("status")]
    public async Task Without_token_and_page_both_keys_are_named(string command)
    {
        Assert.Equal(ExitCode.BadInput, await cli.RunBareAsync(command));

        Assert.Contains("Notion:Token: error:", cli.Error.ToString(), StringComparison.Ordinal);
        Assert.Contains("Notion:ParentPage: error:", cli.Error.ToString(), StringComparison.Ordinal);
        Assert.Empty(cli.Engine.Calls);
    }

    [Fact]
    public async Task Unknown_keys_are_told_and_stop_nothing()
    {
        Assert.Equal(0, await cli.RunAsync("import", "--set", "Notion:Paln=Free"));

        Assert.Contains("Did you mean 'Notion:Plan'?", cli.Error.ToString(), StringComparison.Ordinal);
    }

    public static TheoryData<Exception, int> Failures { get; } = new()
    {
        { new WorkspaceException(WorkspaceFault.Unauthorized, "what to do"), ExitCode.Failed },
        { new SourceException("what to do"), ExitCode.Failed },
        { new StateException("what to do"), ExitCode.Failed },
        { new PlanChangedException("what to do"), ExitCode.Failed },
        { new IOException("what to do"), ExitCode.Failed },
        { new InvalidOperationException("what to do"), ExitCode.Failed },
        { new ConfigurationFaultException([new Diagnostic(Severity.Error, "key", "wrong", "what to do")]), ExitCode.BadInput },
        { new Microsoft.Extensions.Options.OptionsValidationException("x", typeof(string), ["what to do"]), ExitCode.BadInput },
    };

    [Theory]
    [MemberData(nameof(Failures), DisableDiscoveryEnumeration = true)]
    public async Task A_failure_is_told_in_words_without_a_stack_trace(Exception failure, int code)
    {
        cli.Engine.OnCall = _ => throw failure;

        Assert.Equal(code, await cli.RunAsync("import"));

        Assert.Contains("what to do", cli.Error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", cli.Error.ToString(), StringComparison.Ordinal);
        Assert.Empty(cli.Out.ToString());
    }

    [Fact]
    public async Task Verbose_adds_the_stack_trace()
    {
        cli.Engine.OnCall = _ => throw new IOException("broken");

        await cli.RunAsync("import", "--verbose");

        Assert.Contains("   at ", cli.Error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stop_by_the_user_ends_with_130()
    {
        using var stop = new CancellationTokenSource();
        cli.Engine.OnCall = async cancellationToken =>
        {
            await stop.CancelAsync();
            cancellationToken.ThrowIfCancellationRequested();
        };

        Assert.Equal(ExitCode.Stopped, await cli.RunAsync(stop.Token, "import"));
    }

    [Theory]
    [InlineData("doctor")]
    [InlineData("plan")]
    [InlineData("import", "--output", "json")]
    [InlineData("sync", "--verbose")]
    [InlineData("status")]
    [InlineData("validate")]
    public async Task No_output_ever_holds_the_token(params string[] arguments)
    {
        await cli.RunAsync([.. arguments, "--set", "Notion:Plan=wrong"]);
        await cli.RunAsync(arguments);
        cli.OpenFails = new InvalidOperationException("unexpected");
        await cli.RunAsync(arguments);

        Assert.DoesNotContain(CommandFixture.Token, cli.Out.ToString() + cli.Error, StringComparison.Ordinal);
    }
}
