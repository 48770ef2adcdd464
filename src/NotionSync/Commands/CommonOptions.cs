using System.CommandLine;

namespace NotionSync.Commands;

/// <summary>The options that every command has.</summary>
internal sealed class CommonOptions
{
    private readonly Option<string[]> set = new("--set")
    {
        Description = "Sets a configuration key; may be repeated, the last wins.",
        HelpName = "Key=Value",
        DefaultValueFactory = _ => [],
    };

    private readonly Option<bool> verbose = new("--verbose") { Description = "Shows stack traces of errors." };

    private readonly Option<string> output;

    public CommonOptions(params string[] formats)
    {
        output = new Option<string>("--output")
        {
            Description = "What standard output gets; all else goes to standard error.",
            DefaultValueFactory = _ => "text",
        };
        output.AcceptOnlyFromAmong(["text", "json", .. formats]);
    }

    public void AddTo(Command command)
    {
        command.Options.Add(output);
        command.Options.Add(set);
        command.Options.Add(verbose);
    }

    public CommandCall Read(ParseResult result, CommandHost host) => new(
        host,
        Enum.Parse<OutputFormat>(result.GetValue(output) ?? "text", ignoreCase: true),
        result.GetValue(set) ?? [],
        result.GetValue(verbose));
}
