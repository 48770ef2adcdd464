using System.Text.Json;
using Microsoft.Extensions.Configuration.EnvironmentVariables;
using Microsoft.Extensions.Configuration.Memory;
using NotionSync.Model;

namespace NotionSync.Hosting.Configuration;

/// <summary>
/// Where settings come from; a later one wins: <c>appsettings.json</c> beside the executable, the one in the working directory, the
/// environment (<c>Notion__Token</c>), <c>--set Key=Value</c>, files of secrets.
/// </summary>
public static class ConfigurationSources
{
    private const string FileName = "appsettings.json";

    /// <summary>Reads all of them.</summary>
    /// <param name="place">Working directory, folder of the executable, environment.</param>
    /// <param name="sets">Values of <c>--set</c>, in their order.</param>
    /// <exception cref="ConfigurationFaultException">A file or a value cannot be read; all such faults at once.</exception>
    public static IConfigurationRoot Read(ConfigurationPlace place, IReadOnlyList<string> sets)
    {
        var faults = new List<Diagnostic>();
        var builder = new ConfigurationBuilder();
        foreach (var folder in new[] { place.ProgramFolder, place.WorkingFolder }.Distinct())
        {
            AddFile(builder, Path.Combine(folder, FileName), faults);
        }

        if (place.Environment is { } variables)
        {
            builder.AddInMemoryCollection(variables.Select(pair => KeyValuePair.Create(pair.Key.Replace("__", ":", StringComparison.Ordinal), (string?)pair.Value)));
        }
        else
        {
            builder.Add(new EnvironmentVariablesConfigurationSource());
        }

        builder.Add(new MemoryConfigurationSource { InitialData = Sets(sets, faults) });
        var configuration = builder.Build();
        builder.Add(new MemoryConfigurationSource { InitialData = SecretFiles.Read(configuration, place.WorkingFolder, faults) });
        return faults.Count == 0 ? builder.Build() : throw new ConfigurationFaultException(faults);
    }

    private static void AddFile(ConfigurationBuilder builder, string file, List<Diagnostic> faults)
    {
        if (!File.Exists(file))
        {
            return;
        }

        try
        {
            var source = new ConfigurationBuilder().AddJsonStream(new MemoryStream(File.ReadAllBytes(file))).Build();
            builder.AddConfiguration(source);
        }
        catch (Exception exception) when (exception is JsonException or FormatException or IOException or UnauthorizedAccessException)
        {
            var reason = exception is JsonException json
                ? $"It is no valid JSON at line {json.LineNumber + 1}, column {json.BytePositionInLine + 1}."
                : exception.Message;
            faults.Add(new Diagnostic(Severity.Error, file, $"The file cannot be read. {reason}", "Mend or remove it."));
        }
    }

    private static List<KeyValuePair<string, string?>> Sets(IReadOnlyList<string> sets, List<Diagnostic> faults)
    {
        var values = new List<KeyValuePair<string, string?>>();
        foreach (var set in sets)
        {
            if (set.IndexOf('=', StringComparison.Ordinal) is var at and > 0)
            {
                values.Add(KeyValuePair.Create(set[..at].Trim(), (string?)set[(at + 1)..]));
            }
            else
            {
                // What stands there may be a secret whose key was forgotten, so it is not repeated.
                faults.Add(new Diagnostic(Severity.Error, "--set", "A value of --set is not of the form Key=Value.", "Write e.g. --set Notion:Plan=Business."));
            }
        }

        return [.. values.GroupBy(pair => pair.Key, StringComparer.OrdinalIgnoreCase).Select(group => group.Last())];
    }
}

/// <summary>The surroundings from which settings are read.</summary>
/// <param name="WorkingFolder">Relative paths start here.</param>
/// <param name="ProgramFolder">Where the executable lies, with the files that it ships.</param>
/// <param name="Environment">Environment variables; null: the process's own.</param>
public sealed record ConfigurationPlace(string WorkingFolder, string ProgramFolder, IReadOnlyDictionary<string, string>? Environment = null);

/// <summary>The configuration or a mapping is wrong; what was asked for was not begun.</summary>
public sealed class ConfigurationFaultException(IReadOnlyList<Diagnostic> faults)
    : Exception(string.Join(Environment.NewLine, faults))
{
    /// <summary>All faults, with what to do.</summary>
    public IReadOnlyList<Diagnostic> Faults { get; } = faults;
}
