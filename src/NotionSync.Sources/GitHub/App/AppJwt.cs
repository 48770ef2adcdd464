using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace NotionSync.Sources.GitHub.App;

/// <summary>The short-lived proof by which a GitHub App asks for tokens: a JWT signed by RS256.</summary>
internal static class AppJwt
{
    // The vendor's clock may be behind ours, and it takes at most ten minutes.
    private static readonly TimeSpan Past = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(9);

    /// <summary>A proof that holds for nine minutes.</summary>
    /// <param name="appId">The App's client id or number.</param>
    /// <param name="pem">Its private key.</param>
    /// <param name="now">The present.</param>
    public static string Create(string appId, string pem, DateTimeOffset now)
    {
        using var key = RSA.Create();
        key.ImportFromPem(pem);
        var claims = new JsonObject { ["iat"] = (now - Past).ToUnixTimeSeconds(), ["exp"] = (now + Life).ToUnixTimeSeconds(), ["iss"] = Issuer(appId) };
        var text = $"{Encode("""{"alg":"RS256","typ":"JWT"}""")}.{Encode(claims.ToJsonString())}";
        return $"{text}.{Base64Url.EncodeToString(key.SignData(Encoding.ASCII.GetBytes(text), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))}";
    }

    /// <summary>Whether a text is a private key that can sign.</summary>
    public static bool IsKey(string pem)
    {
        try
        {
            using var key = RSA.Create();
            key.ImportFromPem(pem);
            return key.ExportParameters(includePrivateParameters: true).D is not null;
        }
        catch (Exception fault) when (fault is ArgumentException or CryptographicException)
        {
            // It is no key, which is the answer.
            return false;
        }
    }

    // Enterprise servers of some years know the number only as a number.
    private static JsonNode Issuer(string appId) => long.TryParse(appId, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : appId;

    private static string Encode(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));
}
