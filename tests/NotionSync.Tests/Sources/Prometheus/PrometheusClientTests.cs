using System.Net;
using NotionSync.Sources.Prometheus;
using NotionSync.Sources.Prometheus.Contracts;

namespace NotionSync.Tests.Sources.Prometheus;

public sealed class PrometheusClientTests
{
    private static readonly DateTimeOffset Instant = new(2026, 11, 23, 5, 25, 53, 451, TimeSpan.Zero);

    [Fact]
    public async Task Vector_is_read_with_labels_time_and_value()
    {
        var answer = await QueryAsync(new StubPrometheus().Answers("query-vector-up.json"));

        var series = answer.Data.Result.Cast<ResultItem.Of>().Select(item => item.Series).ToList();
        Assert.Equal("vector", answer.Data.ResultType);
        Assert.Equal(4, series.Count);
        Assert.Equal("eu-west-1", series[0].Metric["region"]);
        Assert.Equal(new Sample(1795411553.449m, 1), series[0].Value);
        Assert.Equal(0, series[3].Value!.Value.Value);
    }

    [Fact]
    public async Task Matrix_is_read_with_all_its_samples()
    {
        var answer = await QueryAsync(new StubPrometheus().Answers("query-matrix.json"));

        var series = Assert.IsType<ResultItem.Of>(Assert.Single(answer.Data.Result)).Series;
        Assert.Equal([1795411543.768m, 1795411545.768m, 1795411547.768m, 1795411549.768m, 1795411551.768m], series.Values.Select(sample => sample.Seconds));
    }

    [Theory]
    [InlineData("query-scalar.json", "scalar", "1")]
    [InlineData("query-scalar-nan.json", "scalar", "NaN")]
    [InlineData("query-string.json", "string", "hello")]
    public async Task Scalar_and_string_are_a_time_and_a_text(string file, string type, string text)
    {
        var answer = await QueryAsync(new StubPrometheus().Answers(file));

        Assert.Equal(type, answer.Data.ResultType);
        Assert.Equal(2, answer.Data.Result.Count);
        Assert.IsType<ResultItem.Time>(answer.Data.Result[0]);
        Assert.Equal(new ResultItem.Text(text), answer.Data.Result[1]);
    }

    [Theory]
    [InlineData("query-nan-inf.json", new[] { double.PositiveInfinity, 0.012, double.NaN, double.NegativeInfinity })]
    [InlineData("query-precision.json", new[] { 0.30000000000000004, 1e21, 5e-324, -0.0 })]
    [InlineData("query-p95-no-traffic.json", new[] { double.NaN, double.NaN, double.NaN, double.NaN, double.NaN })]
    public async Task Numbers_that_json_cannot_hold_are_read_exactly(string file, double[] expected)
    {
        var answer = await QueryAsync(new StubPrometheus().Answers(file));

        Assert.Equal(expected, answer.Data.Result.Cast<ResultItem.Of>().Select(item => item.Series.Value!.Value.Value));
    }

    [Fact]
    public async Task Aggregate_without_labels_has_an_empty_label_set()
    {
        var answer = await QueryAsync(new StubPrometheus().Answers("query-no-name.json"));

        Assert.Empty(Assert.IsType<ResultItem.Of>(Assert.Single(answer.Data.Result)).Series.Metric);
    }

    [Fact]
    public async Task Native_histograms_are_kept_as_sent()
    {
        var vector = await QueryAsync(new StubPrometheus().Answers("native-histogram-vector.json"));
        var matrix = await QueryAsync(new StubPrometheus().Answers("native-histogram-matrix.json"));

        var one = Assert.IsType<ResultItem.Of>(Assert.Single(vector.Data.Result)).Series;
        Assert.Null(one.Value);
        Assert.Equal("1540", one.Histogram!.Value[1].GetProperty("count").GetString());
        Assert.Equal(3, Assert.IsType<ResultItem.Of>(Assert.Single(matrix.Data.Result)).Series.Histograms.Count);
    }

    [Fact]
    public async Task Result_may_come_before_its_type()
    {
        var stub = new StubPrometheus().Answers(_ => StubPrometheus.Json("""{"data":{"result":[1795411553.451,"7"],"resultType":"scalar","more":{}},"status":"success","stats":{}}"""));

        var answer = await QueryAsync(stub);

        Assert.Equal(new ResultItem.Text("7"), answer.Data.Result[1]);
    }

    [Fact]
    public async Task Empty_result_is_an_answer() =>
        Assert.Empty((await QueryAsync(new StubPrometheus().Answers("query-empty.json"))).Data.Result);

    [Fact]
    public async Task Warnings_come_with_the_data()
    {
        var answer = await QueryAsync(new StubPrometheus().Answers("query-warnings-remote-read.json"));

        Assert.Contains("remote_read: error sending request", Assert.Single(answer.Warnings), StringComparison.Ordinal);
        Assert.Empty(answer.Infos);
    }

    [Fact]
    public async Task Hints_are_told_from_warnings_whichever_list_they_stand_in()
    {
        var stub = new StubPrometheus().Answers(_ => StubPrometheus.Json(
            """{"status":"success","data":{"resultType":"vector","result":[]},"warnings":["PromQL info: metric might not be a counter"],"infos":["new hint"],"isPartial":true}"""));

        var answer = await QueryAsync(stub);

        Assert.Equal(["new hint", "PromQL info: metric might not be a counter"], answer.Infos);
        Assert.Equal(["The store says that its answer is partial."], answer.Warnings);
    }

    [Theory]
    [InlineData("query-err-parse.json", 400, "bad_data", "parse error: unexpected end of input inside braces")]
    [InlineData("query-err-too-many-samples.json", 422, "execution", "too many samples")]
    [InlineData("query-err-duplicate-labelset.json", 422, "execution", "same labelset")]
    public async Task Refused_query_is_told_with_its_reason_and_not_sent_again(string file, int status, string type, string words)
    {
        var stub = new StubPrometheus().Answers(file);

        var refusal = await Assert.ThrowsAsync<PrometheusException>(() => QueryAsync(stub));

        Assert.Equal((status, type), (refusal.Status, refusal.ErrorType));
        Assert.True(refusal.IsOfTheQuestion);
        Assert.Contains(words, refusal.Message, StringComparison.Ordinal);
        Assert.Single(stub.Requests);
    }

    [Fact]
    public async Task Long_refusal_is_cut()
    {
        var refusal = await Assert.ThrowsAsync<PrometheusException>(() => QueryAsync(new StubPrometheus().Answers("query-err-execution-many-to-many.json")));

        Assert.Contains("found duplicate series", refusal.Message, StringComparison.Ordinal);
        Assert.InRange(refusal.Message.Length, 300, 400);
        Assert.Contains('…', refusal.Message);
    }

    [Fact]
    public async Task Query_that_timed_out_is_repeated_and_then_told()
    {
        var stub = new StubPrometheus().Answers("query-err-timeout.json");

        var refusal = await Assert.ThrowsAsync<PrometheusException>(() => QueryAsync(stub));

        Assert.Equal((503, "timeout"), (refusal.Status, refusal.ErrorType));
        Assert.Equal(4, stub.Requests.Count);
    }

    [Theory]
    [InlineData(408)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task Fault_that_passes_is_waited_out_as_long_as_the_server_asks(int status)
    {
        var stub = new StubPrometheus();
        stub.Answers(_ =>
        {
            if (stub.Requests.Count > 1)
            {
                return Recordings.Answer("query-scalar.json");
            }

            var busy = StubPrometheus.Text("busy", (HttpStatusCode)status);
            busy.Headers.TryAddWithoutValidation("Retry-After", "7");
            return busy;
        });

        var answer = await QueryAsync(stub);

        Assert.Equal("scalar", answer.Data.ResultType);
        Assert.Contains(TimeSpan.FromSeconds(7), stub.Time.Delays);
    }

    [Fact]
    public async Task Server_that_wants_to_be_left_alone_for_long_is_left_to_the_next_run()
    {
        var stub = new StubPrometheus().Answers(_ =>
        {
            var busy = StubPrometheus.Text("busy", HttpStatusCode.TooManyRequests);
            busy.Headers.TryAddWithoutValidation("Retry-After", "3600");
            return busy;
        });

        var refusal = await Assert.ThrowsAsync<PrometheusException>(() => QueryAsync(stub));

        Assert.Single(stub.Requests);
        Assert.Contains("wants fewer requests", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Connection_fault_is_repeated_and_then_told_with_the_address()
    {
        var stub = new StubPrometheus().Answers(_ => throw new HttpRequestException("Connection refused (prometheus.test:9090)"));

        var fault = await Assert.ThrowsAsync<PrometheusException>(() => QueryAsync(stub));

        Assert.Equal(4, stub.Requests.Count);
        Assert.Equal(
            "Prometheus at http://prometheus.test:9090 cannot be reached: Connection refused (prometheus.test:9090). Check Sources:Prometheus:BaseUrl and that the server runs.",
            fault.Message);
        Assert.False(fault.IsOfTheQuestion);
    }

    [Theory]
    [InlineData("auth-err-none.txt", 401, "refused the credential: Unauthorized. Set Sources:Prometheus:Token")]
    [InlineData("err-unknown-route.txt", 404, "has no such call: 404 page not found")]
    public async Task Plain_text_refusal_says_what_to_do(string file, int status, string words)
    {
        var refusal = await Assert.ThrowsAsync<PrometheusException>(() => QueryAsync(new StubPrometheus().Answers(file)));

        Assert.Equal(status, refusal.Status);
        Assert.Contains(words, refusal.Message, StringComparison.Ordinal);
        Assert.False(refusal.IsOfTheQuestion);
    }

    [Fact]
    public async Task Login_page_with_status_200_is_not_taken_for_an_answer()
    {
        var stub = new StubPrometheus().Answers(_ => StubPrometheus.Text("<html><title>Sign in</title></html>", HttpStatusCode.OK, "text/html"));

        var refusal = await Assert.ThrowsAsync<PrometheusException>(() => QueryAsync(stub));

        Assert.Contains("answered a web page where JSON was expected", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("login page", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"status":"success","data":{"resultType":"vector","result":[{"metric":{},"value":[1,2]}]}}""")]
    [InlineData("""{"status":"success","data":{"resultType":"vector","result":[""")]
    [InlineData("""{"hello":"world"}""")]
    [InlineData("""null""")]
    public async Task Json_of_another_shape_is_told_as_such(string body)
    {
        var refusal = await Assert.ThrowsAsync<PrometheusException>(() => QueryAsync(new StubPrometheus().Answers(_ => StubPrometheus.Json(body))));

        Assert.Contains("Check Sources:Prometheus:BaseUrl", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(405)]
    [InlineData(403)]
    public async Task Where_post_is_refused_get_is_used_from_then_on(int status)
    {
        var stub = new StubPrometheus()
            .Answers(_ => Recordings.Answer("query-scalar.json"))
            .Answers(asked => asked.Method == "POST", _ => StubPrometheus.Text("Method Not Allowed", (HttpStatusCode)status));
        var client = stub.Client();

        await client.QueryAsync("a + b{c=\"d&e\"}", Instant, TestContext.Current.CancellationToken);
        await client.QueryAsync("up", Instant, TestContext.Current.CancellationToken);

        Assert.Equal(["POST", "GET", "GET"], stub.Requests.Select(asked => asked.Method));
        Assert.Equal("a + b{c=\"d&e\"}", stub.Requests[1].Query);
        Assert.Equal("1795411553.451", stub.Requests[1]["time"]);
    }

    [Fact]
    public async Task Query_is_sent_as_a_form_with_time_and_time_limit()
    {
        var stub = new StubPrometheus().Answers("query-vector-up-post-form.json");

        await QueryAsync(stub, "sum by (service) (rate(x{y=~\"5..\"}[5m])) + 1");

        var asked = Assert.Single(stub.Requests);
        Assert.Equal(("POST", "/api/v1/query"), (asked.Method, asked.Uri.PathAndQuery));
        Assert.Equal("sum by (service) (rate(x{y=~\"5..\"}[5m])) + 1", asked.Query);
        Assert.Equal(("1795411553.451", "60"), (asked["time"], asked["timeout"]));
    }

    [Fact]
    public async Task Path_prefix_and_tenant_header_are_kept()
    {
        var stub = new StubPrometheus().Answers("query-scalar.json");
        stub.Configuration["Sources:Prometheus:BaseUrl"] = "https://mimir.test/tenant/prometheus/";
        stub.Configuration["Sources:Prometheus:Headers:X-Scope-OrgID"] = "a|b";

        await QueryAsync(stub);

        var asked = Assert.Single(stub.Requests);
        Assert.Equal("https://mimir.test/tenant/prometheus/api/v1/query", asked.Uri.AbsoluteUri);
        Assert.Equal("a|b", asked.Headers["X-Scope-OrgID"]);
        Assert.False(asked.Headers.ContainsKey("Authorization"));
    }

    [Fact]
    public async Task Bearer_token_is_sent()
    {
        var stub = new StubPrometheus().Answers("query-scalar.json");
        stub.Configuration["Sources:Prometheus:Token"] = "t0ken";

        await QueryAsync(stub);

        Assert.Equal("Bearer t0ken", stub.Requests[0].Headers["Authorization"]);
    }

    [Fact]
    public async Task User_and_password_are_sent_as_utf8()
    {
        var stub = new StubPrometheus().Answers("auth-ok.json");
        stub.Configuration["Sources:Prometheus:Username"] = "reader";
        stub.Configuration["Sources:Prometheus:Password"] = "pässword";

        await QueryAsync(stub);

        Assert.Equal("Basic cmVhZGVyOnDDpHNzd29yZA==", stub.Requests[0].Headers["Authorization"]);
    }

    [Fact]
    public async Task No_secret_gets_into_a_message()
    {
        var stub = new StubPrometheus().Answers(asked => StubPrometheus.Text(
            $"bad header {asked.Headers["Authorization"]} and {asked.Headers["X-Key"]}, user reader, password s3cret", HttpStatusCode.Unauthorized));
        stub.Configuration["Sources:Prometheus:Username"] = "reader";
        stub.Configuration["Sources:Prometheus:Password"] = "s3cret";
        stub.Configuration["Sources:Prometheus:Headers:X-Key"] = "k3y-of-the-gate";

        var refusal = await Assert.ThrowsAsync<PrometheusException>(() => QueryAsync(stub));

        Assert.Contains("bad header Basic *** and ***, user reader, password ***", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", refusal.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://login.elsewhere.test/?next=x")]
    [InlineData("http://prometheus.test:9091/api/v1/query")]
    public async Task Redirect_to_another_place_is_refused_without_sending_anything_there(string location)
    {
        var stub = new StubPrometheus().Answers(_ => Redirect(location));
        stub.Configuration["Sources:Prometheus:Token"] = "t0ken";

        var refusal = await Assert.ThrowsAsync<PrometheusException>(() => QueryAsync(stub));

        Assert.Single(stub.Requests);
        Assert.Contains("redirects to another place", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("next=x", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Redirect_on_the_same_host_is_followed_with_the_form()
    {
        var stub = new StubPrometheus()
            .Answers(asked => asked.Uri.AbsolutePath.StartsWith("/prometheus/", StringComparison.Ordinal), _ => Recordings.Answer("query-scalar.json"))
            .Answers(asked => asked.Uri.AbsolutePath.StartsWith("/api/", StringComparison.Ordinal), _ => Redirect("/prometheus/api/v1/query"));

        await QueryAsync(stub, "up");

        Assert.Equal(["/api/v1/query", "/prometheus/api/v1/query"], stub.Requests.Select(asked => asked.Uri.AbsolutePath));
        Assert.Equal("up", stub.Requests[1].Query);
    }

    [Fact]
    public async Task Redirects_in_circles_end()
    {
        var stub = new StubPrometheus().Answers(_ => Redirect("/api/v1/query"));

        var refusal = await Assert.ThrowsAsync<PrometheusException>(() => QueryAsync(stub));

        Assert.Contains("redirects in circles", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(11_001, 1, false)]
    [InlineData(11_000, 1, false)]
    [InlineData(10_999, 1, true)]
    [InlineData(60, 0, false)]
    [InlineData(-10, 1, false)]
    public async Task Range_of_too_many_points_is_refused_before_sending(int seconds, int step, bool isSent)
    {
        var stub = new StubPrometheus().Answers("query-range-gpu.json");

        var fault = await Record.ExceptionAsync(() => stub.Client().QueryRangeAsync(
            "up", Instant, Instant.AddSeconds(seconds), TimeSpan.FromSeconds(step), TestContext.Current.CancellationToken));

        Assert.Equal(isSent ? 1 : 0, stub.Requests.Count);
        Assert.Equal(isSent, fault is null);
        Assert.True(fault is null or PrometheusException { IsOfTheQuestion: true });
    }

    [Fact]
    public async Task Range_is_sent_with_start_end_and_step()
    {
        var stub = new StubPrometheus().Answers("query-range-gpu.json");

        await stub.Client().QueryRangeAsync("up", Instant, Instant.AddMinutes(1), TimeSpan.FromSeconds(7.5), TestContext.Current.CancellationToken);

        var asked = Assert.Single(stub.Requests);
        Assert.Equal("/api/v1/query_range", asked.Uri.AbsolutePath);
        Assert.Equal(("1795411553.451", "1795411613.451", "7.5"), (asked["start"], asked["end"], asked["step"]));
    }

    [Fact]
    public async Task At_most_four_questions_are_under_way_at_once()
    {
        var (now, most, gate) = (0, 0, new Lock());
        var (four, all) = (new TaskCompletionSource(), new TaskCompletionSource());
        var stub = new StubPrometheus().AnswersLater(async () =>
        {
            lock (gate)
            {
                most = Math.Max(most, ++now);
                if (now == 4 && !four.Task.IsCompleted)
                {
                    four.SetResult();
                }
            }

            await all.Task;
            lock (gate)
            {
                now--;
            }

            return Recordings.Answer("query-scalar.json");
        });
        var client = stub.Client();

        var questions = Enumerable.Range(0, 12).Select(_ => client.QueryAsync("up", Instant, TestContext.Current.CancellationToken)).ToList();
        await four.Task.WaitAsync(TestContext.Current.CancellationToken);
        var asked = stub.Requests.Count;
        all.SetResult();
        await Task.WhenAll(questions);

        Assert.Equal((4, 4, 12), (asked, most, stub.Requests.Count));
    }

    [Fact]
    public async Task Cancellation_stops_without_another_request()
    {
        using var stop = new CancellationTokenSource();
        var stub = new StubPrometheus().Answers(_ =>
        {
            stop.Cancel();
            return StubPrometheus.Text("busy", HttpStatusCode.ServiceUnavailable);
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => stub.Client().QueryAsync("up", Instant, stop.Token));

        Assert.Single(stub.Requests);
    }

    private static Task<PrometheusAnswer<QueryData>> QueryAsync(StubPrometheus stub, string query = "up") =>
        stub.Client().QueryAsync(query, Instant, TestContext.Current.CancellationToken);

    private static HttpResponseMessage Redirect(string location)
    {
        var response = new HttpResponseMessage(HttpStatusCode.Found);
        response.Headers.TryAddWithoutValidation("Location", location);
        return response;
    }
}
