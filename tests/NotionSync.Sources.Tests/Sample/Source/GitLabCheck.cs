using Microsoft.Extensions.Options;
using NotionSync.Model;
using NotionSync.Sources.Http;

namespace NotionSync.Sources.GitLab;

/// <summary>Asks GitLab whether address, token, clock and each project are right.</summary>
internal sealed class GitLabCheck(GitLabClient client, IOptions<GitLabOptions> options, TimeProvider time)
{
    private const string Section = GitLabOptions.Section;

    /// <summary>What is wrong, with the mend; empty when all is well.</summary>
    public async Task<IReadOnlyList<Diagnostic>> RunAsync(CancellationToken cancellationToken)
    {
        var findings = new List<Diagnostic>();
        DateTimeOffset? there = null;
        foreach (var project in options.Value.IsOn ? options.Value.Paths : [])
        {
            try
            {
                there = (await client.ProbeAsync(project, cancellationToken)).ServerTime;
            }
            catch (VendorException fault) when (fault is { Status: 403 or 404, Body: not null })
            {
                findings.Add(new(Severity.Error, $"{Section}:Projects", $"'{project}': {fault.Message}", "Check its path, and that the token may read it."));
            }
            catch (VendorException fault)
            {
                // The other projects would fail for the same reason.
                return [.. findings, new(Severity.Error, $"{Section}:{(fault.Status == 401 ? "Token" : "BaseUrl")}", fault.Message, "")];
            }
        }

        return [.. findings, .. ClockSkew.Find(there, time, $"{Section}:BaseUrl", GitLabClient.Name, "Set both clocks by NTP, or changes are read late.")];
    }
}
