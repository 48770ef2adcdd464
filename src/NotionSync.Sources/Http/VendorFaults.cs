using System.Text.Json;
using System.Text.Json.Nodes;

namespace NotionSync.Sources.Http;

/// <summary>Puts a vendor's refusals, and all else that may stand at its address, into words for the operator.</summary>
internal sealed class VendorFaults(Vendor vendor, TimeProvider time)
{
    /// <summary>There was no connection.</summary>
    public VendorException Unreachable(Exception fault) => new(
        $"{vendor.Name} at {vendor.Address} cannot be reached: {Clean(fault.Message).TrimEnd('.')}. Check {AddressKey} and that the server runs.",
        status: 0,
        innerException: fault);

    /// <summary>The body is not packed in the way that its headers say.</summary>
    public VendorException Garbled(Exception fault) => new(
        $"{vendor.Name} at {vendor.Address} answered something that cannot be unpacked as its header Content-Encoding says: {Clean(fault.Message).TrimEnd('.')}. Look for a proxy in between, and check {AddressKey}.",
        status: 0,
        innerException: fault);

    /// <summary>There was no answer in time.</summary>
    public VendorException TooSlow(Exception fault) => new(
        $"{vendor.Name} at {vendor.Address} did not answer within {vendor.Timeout.TotalSeconds:0.###} s. Check the server's load, or raise {vendor.Section}:Timeout.",
        status: 0,
        innerException: fault);

    /// <summary>A page where JSON was expected.</summary>
    public VendorException NotJson(HttpResponseMessage response) => Fault(
        response, $"answered {Shape(response)} where JSON was expected. Often this is the login page of a proxy: {vendor.CredentialFix}, and check {AddressKey}.");

    /// <summary>JSON that is cut off or none.</summary>
    public VendorException Unreadable(HttpResponseMessage response, JsonException fault) => Fault(
        response, $"answered something that cannot be read as JSON ({Shape(response)}): {Clean(fault.Message)} Check {AddressKey}.", innerException: fault);

    /// <summary>A refusal in the vendor's own words.</summary>
    public async Task<VendorException> RefusalAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var text = await AnswerText.ReadAsync(response.Content, cancellationToken);
        return Refusal(response, Parse(text), text);
    }

    /// <summary>A refusal in the vendor's own words.</summary>
    /// <param name="response">The answer, whatever its status.</param>
    /// <param name="body">Its JSON; null when it was none.</param>
    /// <param name="text">Its text, for when the vendor's words are not found in it.</param>
    public VendorException Refusal(HttpResponseMessage response, JsonNode? body, string text = "")
    {
        var (code, message) = vendor.Words(response, body);
        var said = message.Length > 0 ? message : IsHtml(response) ? Shape(response) : text;
        var words = Clean(code.Length > 0 && !said.Contains(code, StringComparison.Ordinal) ? $"{code}: {said}" : said).TrimEnd('.');
        var status = (int)response.StatusCode;
        return Fault(
            response,
            vendor.Mend(status, words) is { } mend ? $"refused: {words}. {mend}" : What(status, words.Length > 0 ? $": {words}" : "", body is not null),
            code,
            body);
    }

    /// <summary>Whether an answer is a web page.</summary>
    public static bool IsHtml(HttpResponseMessage response) =>
        string.Equals(response.Content.Headers.ContentType?.MediaType, "text/html", StringComparison.OrdinalIgnoreCase);

    private string What(int status, string words, bool isOfTheApi) => status switch
    {
        401 => $"refused the credential{words}. {Capital(vendor.CredentialFix)}.",
        403 => $"does not allow this{words}. Give the credential the rights that docs/sources names, or {vendor.CredentialFix}.",
        429 => $"wants fewer requests{words}. Read it less often ({vendor.Section}:Schedule), or have its limit raised.",
        404 when !isOfTheApi => $"has no such call{words}. If the API lies below a path, {AddressKey} must end in it.",
        >= 500 => $"failed{words}. Look into its own log or status page.",
        _ => $"refused{words}.",
    };

    private VendorException Fault(HttpResponseMessage response, string what, string code = "", JsonNode? body = null, Exception? innerException = null)
    {
        var status = (int)response.StatusCode;
        var fault = new VendorException(
            $"{vendor.Name} at {vendor.Address} {what} (status {status})", status, RetryAfter.Of(response, time) ?? vendor.Wait(response), innerException)
        {
            Code = code,
            Body = body,
            ServerTime = response.Headers.Date,
        };
        fault.MayPass = vendor.MayPass(fault);
        return fault;
    }

    private static JsonNode? Parse(string text)
    {
        try
        {
            return JsonNode.Parse(text, documentOptions: AnswerJson.Options);
        }
        catch (JsonException)
        {
            // Routers and proxies answer plain text or a page; it is shown as it is.
            return null;
        }
    }

    private string AddressKey => $"{vendor.Section}:{vendor.AddressSetting}";

    private string Clean(string text) => AnswerText.Clean(text, vendor.Secrets);

    private static string Shape(HttpResponseMessage response) =>
        IsHtml(response) ? "a web page" : $"'{response.Content.Headers.ContentType?.MediaType ?? "no content type"}'";

    private static string Capital(string sentence) => char.ToUpperInvariant(sentence[0]) + sentence[1..];
}
