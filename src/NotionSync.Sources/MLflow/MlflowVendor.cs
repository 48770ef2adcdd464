using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using NotionSync.Sources.Http;
using NotionSync.Sources.Kinds;

namespace NotionSync.Sources.MLflow;

/// <summary>How MLflow is addressed, signed in to, and how it says no.</summary>
internal static class MlflowVendor
{
    private const string WorkspaceHeader = "X-MLFLOW-WORKSPACE";
    private const string UnknownHost = "Invalid Host header";

    /// <summary>By the section's settings, which were found to be right.</summary>
    public static Vendor Of(MlflowOptions options) => new()
    {
        Name = "MLflow",
        Section = MlflowOptions.Section,
        BaseUrl = new Uri(options.BaseUrl!.Trim()), // the source is on
        Timeout = options.Timeout,
        Secrets = options.Secrets(),
        CredentialFix = $"set {MlflowOptions.Section}:Token, or {MlflowOptions.Section}:Username and Password",
        SignIn = (request, _) => SignIn(options, request),
        Words = (_, body) => Words(body),
        Mend = Mend,
    };

    /// <summary>Whether the server lacks a route: its router answers, not the API. A missing object is told by the API, in JSON.</summary>
    public static bool LacksRoute(VendorException refusal) => refusal is { Status: 404, Body: null } or { Status: 404, Code: "ENDPOINT_NOT_FOUND" };

    /// <summary>Whether the server does not want to be called by this address, whoever asks.</summary>
    public static bool IsUnknownHost(VendorException refusal) => refusal.Status == 403 && refusal.Message.Contains($"refused: {UnknownHost}", StringComparison.Ordinal);

    private static ValueTask SignIn(MlflowOptions options, HttpRequestMessage request)
    {
        request.Headers.Authorization = options switch
        {
            { Token: { Length: > 0 } token } => new AuthenticationHeaderValue("Bearer", token),
            { BasicCredential: { } basic } => new AuthenticationHeaderValue("Basic", basic),
            _ => null,
        };
        if (options.Workspace is { Length: > 0 } workspace)
        {
            request.Headers.Add(WorkspaceHeader, workspace);
        }

        return ValueTask.CompletedTask;
    }

    private static VendorWords Words(JsonNode? body) => body is JsonObject refusal
        ? new(SettingsCheck.Text(refusal["error_code"]) ?? "", SettingsCheck.Text(refusal["message"]) ?? "")
        : VendorWords.None;

    // From 3.5 on a server answers only those who call it by a name that it knows; no right would help.
    private static string? Mend(int status, string words) => status == 403 && words.StartsWith(UnknownHost, StringComparison.Ordinal)
        ? $"This is no matter of rights: start the server with --allowed-hosts naming the host and port of {MlflowOptions.Section}:BaseUrl, or use an address that it allows."
        : null;
}
