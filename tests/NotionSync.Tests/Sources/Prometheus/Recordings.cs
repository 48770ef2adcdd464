using System.Net;
using System.Reflection;
using System.Text;
using System.Text.Json;

namespace NotionSync.Tests.Sources.Prometheus;

/// <summary>The answers of a real Prometheus that lie in <c>Fixtures/prometheus</c>.</summary>
internal static class Recordings
{
    private static readonly string Folder = Path.Combine(
        typeof(Recordings).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(data => data.Key == "ProjectDirectory").Value!, "Fixtures", "prometheus");

    /// <summary>A file's bytes.</summary>
    public static byte[] Body(string file) => File.ReadAllBytes(Path.Combine(Folder, file));

    /// <summary>A file's text.</summary>
    public static string Text(string file) => Encoding.UTF8.GetString(Body(file));

    /// <summary>A recording as the server gave it: status and headers are those of the index.</summary>
    public static HttpResponseMessage Answer(string file)
    {
        using var index = JsonDocument.Parse(Body("index.json"));
        var response = index.RootElement.GetProperty("recordings").EnumerateArray().First(entry => entry.GetProperty("file").GetString() == file).GetProperty("response");
        var answer = new HttpResponseMessage((HttpStatusCode)response.GetProperty("status").GetInt32()) { Content = new ByteArrayContent(Body(file)) };
        foreach (var header in response.GetProperty("headers").EnumerateObject())
        {
            if (!answer.Headers.TryAddWithoutValidation(header.Name, header.Value.GetString()))
            {
                answer.Content.Headers.TryAddWithoutValidation(header.Name, header.Value.GetString());
            }
        }

        return answer;
    }
}
