using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using NotionSync.Hosting;
using NotionSync.Hosting.Configuration;
using NotionSync.Model;

namespace NotionSync.Commands;

/// <summary>One invocation: its settings, and where its words go.</summary>
public sealed class CommandCall(CommandHost host, OutputFormat format, IReadOnlyList<string> sets, bool verbose)
{
    private Settings? settings;

    /// <summary>The surroundings.</summary>
    public CommandHost Host => host;

    /// <summary>What standard output gets.</summary>
    public OutputFormat Format => format;

    /// <summary>Whether errors come with their stack traces.</summary>
    public bool Verbose => verbose;

    /// <summary>The settings, read when first needed; keys that are not known are told on standard error.</summary>
    /// <exception cref="ConfigurationFaultException">With all faults.</exception>
    public Settings Settings => settings ??= ReadSettings();

    /// <summary>Everything as configured, unchecked.</summary>
    public IConfiguration Configuration => ConfigurationSources.Read(host.Place, [.. sets]);

    /// <summary>The settings with some values put over them.</summary>
    public Settings SettingsWith(params IEnumerable<string> more) =>
        new SettingsReader(ConfigurationSources.Read(host.Place, [.. sets, .. more]), host.Place).Read();

    /// <summary>The settings, with a token and a parent page.</summary>
    /// <exception cref="ConfigurationFaultException">One of them is missing, or a fault stands elsewhere.</exception>
    public Settings SettingsForNotion()
    {
        var faults = SettingsFaults.MissingForNotion(Settings).ToList();
        return faults.Count == 0 ? Settings : throw new ConfigurationFaultException(faults);
    }

    /// <summary>Writes the one JSON document.</summary>
    public void WriteDocument<T>(T document, JsonTypeInfo<T> type) => host.Out.WriteLine(JsonSerializer.Serialize(document, type));

    /// <summary>Writes a line of the result.</summary>
    public void Say(string line) => host.Out.WriteLine(line);

    /// <summary>Writes a line that is not part of the result.</summary>
    public void Note(string line) => host.Error.WriteLine(line);

    private Settings ReadSettings()
    {
        var read = SettingsWith();
        foreach (Diagnostic warning in UnknownKeys.Find(read.Configuration, MappingFolder.SourceNames(read, host.Place.WorkingFolder)))
        {
            Note(warning.ToString());
        }

        return read;
    }
}
