using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using NotionSync.Model;
using NotionSync.Sources.Http;

namespace NotionSync.Sources.MLflow;

/// <summary>Asks MLflow whether address, credential, rights, version and clock are right.</summary>
internal sealed class MlflowCheck(MlflowClient client, IOptions<MlflowOptions> options, TimeProvider time)
{
    private const string Section = MlflowOptions.Section;
    private const string Address = Section + ":BaseUrl";
    private const int OldestMajor = 2;

    /// <summary>What is wrong, with the mend; empty when all is well.</summary>
    public async Task<IReadOnlyList<Diagnostic>> RunAsync(CancellationToken cancellationToken)
    {
        if (!options.Value.IsOn)
        {
            return [];
        }

        try
        {
            var (version, serverTime) = await VersionAsync(cancellationToken);
            var experiments = await client.ExperimentsAsync(deleted: false, cancellationToken).Take(1).ToListAsync(cancellationToken);
            return
            [
                .. await RegistryAsync(cancellationToken),
                .. await WorkspaceAsync(cancellationToken),
                .. experiments.Count > 0 ? Array.Empty<Diagnostic>() : [new(Severity.Warning, Credential, $"{Place} shows no experiment.",
                    "If it has some, give the user the permission READ on them: with basic authentication MLflow leaves out what may not be seen.")],
                .. Old(version),
                .. Skew(serverTime),
            ];
        }
        catch (VendorException fault)
        {
            return [Refused(fault)];
        }
    }

    // Compatible servers may not tell their version; whether they answer is seen by what comes next.
    private async Task<(string Version, DateTimeOffset? ServerTime)> VersionAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await client.VersionAsync(cancellationToken);
        }
        catch (VendorException absent) when (absent.Status is 400 or 403 or 404 or 405 or 501)
        {
            return ("", null);
        }
    }

    private async Task<IReadOnlyList<Diagnostic>> RegistryAsync(CancellationToken cancellationToken)
    {
        try
        {
            await client.ModelsAsync(cancellationToken).Take(1).ToListAsync(cancellationToken);
            await client.VersionsAsync(cancellationToken).Take(1).ToListAsync(cancellationToken);
            return [];
        }
        catch (VendorException refusal) when (MlflowVendor.LacksRoute(refusal))
        {
            return
            [
                new(Severity.Error, Address, $"{Place} has no model registry. {refusal.Message}",
                    "Set the address of the server that keeps the registered models, path prefix included, let the proxy before it pass them, or leave out the blocks that read models and versions."),
            ];
        }
        catch (VendorException refusal) when (refusal.Status is 403 && !MlflowVendor.IsUnknownHost(refusal))
        {
            return [new(Severity.Error, Credential, refusal.Message, "The registered models need the permission READ.")];
        }
    }

    // What the server's words leave open.
    private Diagnostic Refused(VendorException fault) => fault switch
    {
        _ when MlflowVendor.IsUnknownHost(fault) => new(Severity.Error, Address, fault.Message, $"Start the server with --allowed-hosts, or set {Address} to an address that it allows."),
        { Status: 401 } => new(Severity.Error, Credential, fault.Message, $"Set {Section}:Token, or {Section}:Username and Password, to one that the server knows."),
        { Status: 403 } => new(Severity.Error, Credential, fault.Message, "Give the user the permission READ on the experiments and the registered models."),
        _ when MlflowVendor.LacksRoute(fault) => new(Severity.Error, Address, fault.Message, $"Set {Address} to the address of the tracking server, path prefix included, without /api."),
        _ => new(Severity.Error, Address, fault.Message, ""),
    };

    private async Task<IReadOnlyList<Diagnostic>> WorkspaceAsync(CancellationToken cancellationToken) =>
        options.Value.Workspace is { Length: > 0 } workspace && await client.HasWorkspacesAsync(cancellationToken) is not true
            ? [new(Severity.Warning, $"{Section}:Workspace", $"{Place} runs without workspaces, so that '{workspace}' selects nothing.", "Leave the key empty, or start the server with workspaces (3.10 and later).")]
            : [];

    private IEnumerable<Diagnostic> Old(string version)
    {
        if (int.TryParse(version.Split('.')[0], out var major) && major < OldestMajor)
        {
            yield return new(Severity.Error, Address, $"{Place} is version {version}, which has neither aliases nor dataset inputs.", "Upgrade it to MLflow 2.4 or later.");
        }
    }

    private IEnumerable<Diagnostic> Skew(DateTimeOffset? serverTime) =>
        ClockSkew.Find(serverTime, time, Address, Place, "Set both clocks by NTP, or runs that end meanwhile are found late.");

    private string Place => $"MLflow at {options.Value.BaseUrl}";

    private string Credential => options.Value.Username is { Length: > 0 } ? $"{Section}:Username" : $"{Section}:Token";
}
