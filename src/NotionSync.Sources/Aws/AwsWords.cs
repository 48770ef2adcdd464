using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using NotionSync.Sources.Http;
using NotionSync.Sources.Kinds;

namespace NotionSync.Sources.Aws;

/// <summary>How AWS says no, in its JSON protocols.</summary>
internal static partial class AwsWords
{
    private static readonly HashSet<string> Throttling = new(StringComparer.Ordinal)
    {
        "Throttling", "ThrottlingException", "ThrottledException", "RequestThrottled", "RequestThrottledException", "RequestLimitExceeded",
        "TooManyRequestsException", "LimitExceededException", "SlowDown", "InternalServiceFault", "InternalServiceError", "InternalFailure", "ServiceUnavailable",
    };

    /// <summary>
    /// Code and words of a refusal. The code stands in one of three places and is decorated there: <c>CODE;Sender</c>,
    /// <c>service#CODE</c>, <c>CODE:http://…</c>; the words are called <c>message</c> or <c>Message</c>.
    /// </summary>
    public static VendorWords Of(HttpResponseMessage response, JsonNode? body)
    {
        var members = body as JsonObject;
        var code = Plain(Header(response, "x-amzn-query-error")) ?? Plain(Header(response, "x-amzn-errortype")) ?? Plain(SettingsCheck.Text(members?["__type"]));
        var message = SettingsCheck.Text(members?["message"]) ?? SettingsCheck.Text(members?["Message"]);
        return code is null && message is null ? VendorWords.None : new(code ?? "", AccessKey().Replace(message ?? "", "***"));
    }

    /// <summary>Whether a refusal may pass: throttling is HTTP 400 here. Null: its status decides.</summary>
    public static bool? MayPass(VendorException refusal) => Throttling.Contains(refusal.Code) ? true : null;

    /// <summary>Whether the credentials are over, so that new ones may do.</summary>
    public static bool IsExpired(VendorException refusal) => refusal.Code is "ExpiredToken" or "ExpiredTokenException" or "RequestExpired" or "TokenRefreshRequired";

    /// <summary>What to do about a refusal, as a sentence; null when its own words say it all.</summary>
    /// <param name="refusal">The refusal.</param>
    /// <param name="right">The right that the request needed, e.g. <c>cloudwatch:DescribeAlarms</c>.</param>
    /// <param name="credentialFix">How credentials are mended.</param>
    public static string? Fix(VendorException refusal, string right, string credentialFix) => refusal.Code switch
    {
        "AccessDenied" or "AccessDeniedException" or "AuthorizationError" or "UnauthorizedOperation" => $"Allow {right} to these credentials; docs/sources has the whole policy.",
        "UnrecognizedClientException" or "InvalidClientTokenId" or "InvalidAccessKeyId" or "MissingAuthenticationToken" or "MissingAuthenticationTokenException"
            or "IncompleteSignature" or "NotAuthorized" => $"AWS does not know these credentials: {credentialFix}.",
        "InvalidSignatureException" or "SignatureDoesNotMatch" or "RequestTimeTooSkewed" =>
            $"Either the secret key does not belong to the access key, or the clock here is off by more than five minutes: set it by NTP, or {credentialFix}.",
        "ExpiredToken" or "ExpiredTokenException" or "RequestExpired" or "TokenRefreshRequired" => $"New credentials were looked for and are expired too: {credentialFix}.",
        "OptInRequired" or "SubscriptionRequiredException" => "The account has not switched this service or region on.",
        _ => null,
    };

    /// <summary>Words made fit for a message: no secret and no access key, one line, not long.</summary>
    public static string Clean(string text, IEnumerable<string> secrets) => AnswerText.Clean(AccessKey().Replace(text, "***"), secrets);

    private static string? Header(HttpResponseMessage response, string name) => response.Headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;

    private static string? Plain(string? decorated)
    {
        var code = decorated?.Split(';')[0];
        code = code?[(code.LastIndexOf('#') + 1)..].Split(':')[0].Trim();
        return string.IsNullOrEmpty(code) ? null : code;
    }

    [GeneratedRegex(@"\b(AKIA|ASIA|AROA|AIDA)[A-Z0-9]{12,}\b")]
    private static partial Regex AccessKey();
}
