using System.Security.Cryptography;
using System.Text;
using NotionSync.Sources.Tests.Contract;

namespace NotionSync.Sources.Tests.Aws;

/// <summary>Computes AWS's signature (version 4) of a request anew, from the documents alone, for a request to '/' without a query.</summary>
internal static class SignatureJudge
{
    /// <summary>What is wrong with a request's signature; null when it is right.</summary>
    public static string? Fault(StubRequest request, string secret)
    {
        var parts = request.Headers["Authorization"].Split([' ', ','], StringSplitOptions.RemoveEmptyEntries);
        if (parts is not ["AWS4-HMAC-SHA256", var credential, var signed, var signature])
        {
            return "The header is of another form.";
        }

        var scope = credential["Credential=".Length..].Split('/');
        var names = signed["SignedHeaders=".Length..].Split(';');
        var date = request.Headers["X-Amz-Date"];
        var canonical = string.Join('\n',
            request.Method,
            request.Path,
            "",
            string.Concat(names.Select(name => $"{name}:{request.Headers[name].Trim()}\n")),
            string.Join(';', names),
            Hex(SHA256.HashData(Encoding.UTF8.GetBytes(request.Body))));
        var toSign = string.Join('\n', "AWS4-HMAC-SHA256", date, string.Join('/', scope[1..]), Hex(SHA256.HashData(Encoding.UTF8.GetBytes(canonical))));
        var key = scope[1..].Aggregate(Encoding.UTF8.GetBytes($"AWS4{secret}"), (last, part) => HMACSHA256.HashData(last, Encoding.UTF8.GetBytes(part)));
        var right = Hex(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(toSign)));
        return !names.Contains("host") || !names.Contains("x-amz-target") || !date.StartsWith(scope[1], StringComparison.Ordinal)
            ? "Host, target or date are not signed."
            : right == signature["Signature=".Length..] ? null : "The signature is another one.";
    }

    /// <summary>The region and the service that a request is signed for, e.g. <c>eu-west-1/monitoring</c>.</summary>
    public static string Scope(StubRequest request) => string.Join('/', request.Headers["Authorization"].Split("Credential=")[1].Split(',')[0].Split('/')[2..4]);

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);
}
