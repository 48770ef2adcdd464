using System.Net;
using System.Text;
using NotionSync.LocalWorkspace;

namespace NotionSync.Browser.Safety;

/// <summary>Who may look and who may act: nobody from another machine, and no page from elsewhere in the same browser.</summary>
public sealed class DoorTests : IAsyncLifetime
{
    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false });
    private LocalWorkspaceServer server = null!;

    public async ValueTask InitializeAsync() => server = await LocalWorkspaceServer.StartAsync(new LocalWorkspaceOptions(), TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await server.DisposeAsync();
    }

    [Fact]
    public void It_listens_on_this_machine_alone() => Assert.Equal("127.0.0.1", server.Url.Host);

    [Theory]
    [InlineData("GET", "/")]
    [InlineData("GET", "/search?q=a")]
    [InlineData("GET", "/preview/activity")]
    [InlineData("GET", "/preview/events")]
    [InlineData("POST", "/preview/acts")]
    [InlineData("GET", "/_admin/requests")]
    [InlineData("POST", "/_admin/person")]
    public async Task Name_that_a_stranger_lets_resolve_to_this_machine_is_refused(string method, string path)
    {
        using var answer = await SendAsync(method, path, ("Host", $"evil.example:{server.Url.Port}"), ("X-Preview", "1"));

        Assert.True(answer.StatusCode is HttpStatusCode.MisdirectedRequest or HttpStatusCode.Forbidden, $"{method} {path}: {answer.StatusCode}");
        Assert.Empty(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("POST", "/preview/acts", "Origin", "https://evil.example")]
    [InlineData("POST", "/preview/acts", "Origin", "null")]
    [InlineData("POST", "/preview/acts", "Origin", "http://127.0.0.1:1")]
    [InlineData("POST", "/preview/acts", "Sec-Fetch-Site", "cross-site")]
    [InlineData("POST", "/preview/acts", "Sec-Fetch-Site", "same-site")]
    [InlineData("POST", "/_admin/person", "Origin", "https://evil.example")]
    [InlineData("POST", "/_admin/faults", "Origin", "null")]
    [InlineData("POST", "/_admin/faults", "Sec-Fetch-Site", "cross-site")]
    [InlineData("GET", "/_admin/requests", "Origin", "https://evil.example")]
    [InlineData("GET", "/_admin/requests", "Sec-Fetch-Site", "cross-site")]
    [InlineData("GET", "/_admin/requests", "Sec-Fetch-Site", "same-site")]
    public async Task Page_from_elsewhere_may_not_act(string method, string path, string header, string value)
    {
        using var answer = await SendAsync(method, path, (header, value), ("X-Preview", "1"));

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task Form_from_elsewhere_cannot_act_since_it_cannot_send_the_header()
    {
        using var answer = await SendAsync("POST", "/preview/acts");

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/search")]
    [InlineData("/p/nothing")]
    [InlineData("/d/nothing")]
    [InlineData("/preview/activity")]
    [InlineData("/preview/assets/nothing.js")]
    [InlineData("/preview/nothing")]
    public async Task Every_answer_forbids_foreign_scripts_and_frames_and_opens_to_no_other_origin(string path)
    {
        using var answer = await SendAsync("GET", path, ("Origin", "https://evil.example"));

        var policy = string.Join(';', answer.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("script-src 'self';", policy, StringComparison.Ordinal);
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe-eval", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.DoesNotContain(answer.Headers, header => header.Key.StartsWith("Access-Control-", StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("/preview/acts")]
    [InlineData("/_admin/person")]
    [InlineData("/v1/users/me")]
    public async Task Question_whether_another_origin_may_ask_is_not_answered_with_yes(string path)
    {
        using var answer = await SendAsync("OPTIONS", path, ("Origin", "https://evil.example"), ("Access-Control-Request-Method", "POST"), ("Access-Control-Request-Headers", "x-preview,authorization"));

        Assert.DoesNotContain(answer.Headers, header => header.Key.StartsWith("Access-Control-", StringComparison.OrdinalIgnoreCase));
    }

    private async Task<HttpResponseMessage> SendAsync(string method, string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(server.Url, path));
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        request.Content = method == "POST" ? new StringContent("{}", Encoding.UTF8, "application/json") : null;
        return await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
    }
}
