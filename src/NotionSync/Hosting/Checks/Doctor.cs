using Microsoft.Extensions.Options;
using NotionSync.Abstractions;
using NotionSync.Commands;
using NotionSync.Hosting.Configuration;
using NotionSync.Model;

namespace NotionSync.Hosting.Checks;

/// <summary>Checks one thing after the other; what one check needs and another found broken is left out.</summary>
internal sealed class Doctor(CommandHost host)
{
    private readonly List<Diagnostic> findings = [];

    /// <summary>All findings.</summary>
    public async Task<IReadOnlyList<Diagnostic>> ExamineAsync(Func<Settings> read, CancellationToken cancellationToken)
    {
        if (ReadSettings(read) is not { } settings)
        {
            return findings;
        }

        findings.AddRange(UnknownKeys.Find(settings.Configuration, MappingFolder.SourceNames(settings, host.Place.WorkingFolder)));
        await CheckClockAsync(settings, cancellationToken);
        await CheckSourcesAsync(settings, cancellationToken);
        var missing = SettingsFaults.MissingForNotion(settings).ToList();
        findings.AddRange(missing);
        if (missing.Count == 0)
        {
            await CheckWorkspaceAsync(settings, cancellationToken);
        }

        return [.. findings.Distinct().OrderBy(finding => finding.Severity is Severity.Warning)];
    }

    private Settings? ReadSettings(Func<Settings> read)
    {
        try
        {
            return read();
        }
        catch (ConfigurationFaultException faulty)
        {
            findings.AddRange(faulty.Faults);
            return null;
        }
    }

    private async Task CheckClockAsync(Settings settings, CancellationToken cancellationToken)
    {
        if (await ClockCheck.FindAsync(settings.Notion.BaseUrl, host.Http, host.Time, cancellationToken) is { } finding)
        {
            findings.Add(finding);
        }
    }

    private async Task CheckSourcesAsync(Settings settings, CancellationToken cancellationToken)
    {
        try
        {
            var folder = MappingFolder.Read(settings.MappingsPath, host.Place.WorkingFolder);
            await using var sources = SourceSet.From(settings.Configuration, folder.Sources(), host.Time);
            findings.AddRange(sources.ScheduleFaults());
            findings.AddRange(Off(sources.Entries));
            foreach (var source in sources.On)
            {
                findings.AddRange(await source.CheckAsync(cancellationToken));
            }
        }
        catch (OptionsValidationException faulty)
        {
            findings.AddRange(faulty.Failures.Select(failure => new Diagnostic(Severity.Error, "Sources", failure, "")));
        }
        catch (ConfigurationFaultException faulty)
        {
            findings.AddRange(faulty.Faults);
        }
    }

    // Most people have some of the sources; what they have not would hide what is amiss with those that they have.
    private static IEnumerable<Diagnostic> Off(IEnumerable<SourceState> entries)
    {
        var off = entries.Where(entry => !entry.IsOn).ToLookup(entry => entry.IsHalfSet);
        foreach (var half in off[true])
        {
            yield return new(Severity.Warning, $"Sources:{half.Name}", $"{half.Name} is off: {half.WhyOff}.", $"Set it, or turn the source off with Sources:{half.Name}:Enabled=false.");
        }

        if (off[false].ToList() is { Count: > 0 } unset)
        {
            yield return new(
                Severity.Warning,
                "Sources",
                $"{string.Join(", ", unset.Select(entry => entry.Name))} {(unset.Count == 1 ? "is" : "are")} off: {string.Join("; ", unset.Select(entry => entry.WhyOff))}.",
                "Nothing to mend if that is meant.");
        }
    }

    // Opening reads the mapping files and the state store too.
    private async Task CheckWorkspaceAsync(Settings settings, CancellationToken cancellationToken)
    {
        try
        {
            await using var session = await host.Open(settings, cancellationToken);
            await session.ConnectAsync(cancellationToken);
        }
        catch (ConfigurationFaultException faulty)
        {
            findings.AddRange(faulty.Faults);
        }
        catch (OptionsValidationException)
        {
            // Found among the sources.
        }
        catch (StateException fault)
        {
            findings.Add(new Diagnostic(Severity.Error, "State:ConnectionString", fault.Message, ""));
        }
        catch (WorkspaceException fault)
        {
            findings.Add(new Diagnostic(Severity.Error, KeyOf(fault.Fault), fault.Message, ""));
        }
    }

    private static string KeyOf(WorkspaceFault fault) => fault switch
    {
        WorkspaceFault.Unauthorized or WorkspaceFault.Forbidden => "Notion:Token",
        WorkspaceFault.NotFound or WorkspaceFault.Invalid => "Notion:ParentPage",
        _ => "Notion:BaseUrl",
    };
}
