using System.Net.Http.Headers;
using System.Xml.Linq;

namespace NotionSync.Scenarios.Aws;

/// <summary>Makes users and roles in moto's IAM by its query protocol.</summary>
internal sealed class MotoIdentity(Uri address)
{
    private static readonly HttpClient Http = new();

    /// <summary>A user that may do nothing but assume a role, and that role.</summary>
    /// <param name="name">The name of both.</param>
    /// <param name="right">What the role may do.</param>
    /// <param name="cancellationToken">Stops between calls.</param>
    /// <returns>The user's key.</returns>
    public async Task<(string Key, string Secret)> UserWithRoleAsync(string name, string right, CancellationToken cancellationToken)
    {
        await CallAsync(new() { ["Action"] = "CreateUser", ["UserName"] = name }, cancellationToken);
        await CallAsync(new() { ["Action"] = "PutUserPolicy", ["UserName"] = name, ["PolicyName"] = "assume", ["PolicyDocument"] = Policy("sts:AssumeRole") }, cancellationToken);
        await CallAsync(
            new()
            {
                ["Action"] = "CreateRole",
                ["RoleName"] = name,
                ["AssumeRolePolicyDocument"] = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"*"},"Action":"sts:AssumeRole"}]}""",
            },
            cancellationToken);
        await CallAsync(new() { ["Action"] = "PutRolePolicy", ["RoleName"] = name, ["PolicyName"] = "read", ["PolicyDocument"] = Policy(right) }, cancellationToken);
        var key = await CallAsync(new() { ["Action"] = "CreateAccessKey", ["UserName"] = name }, cancellationToken);
        return (Text(key, "AccessKeyId"), Text(key, "SecretAccessKey"));
    }

    private static string Policy(string action) => $$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"{{action}}","Resource":"*"}]}""";

    private static string Text(XDocument answer, string member) => answer.Descendants().First(one => one.Name.LocalName == member).Value;

    private async Task<XDocument> CallAsync(Dictionary<string, string> form, CancellationToken cancellationToken)
    {
        form["Version"] = "2010-05-08";
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new FormUrlEncodedContent(form) };
        // The header tells the server which service is meant; it does not look at signatures yet.
        request.Headers.Authorization = new AuthenticationHeaderValue("AWS4-HMAC-SHA256", "Credential=admin/20260101/us-east-1/iam/aws4_request, SignedHeaders=host, Signature=none");
        using var answer = await Http.SendAsync(request, cancellationToken);
        var text = await answer.Content.ReadAsStringAsync(cancellationToken);
        Assert.True(answer.IsSuccessStatusCode, text);
        return XDocument.Parse(text);
    }
}
