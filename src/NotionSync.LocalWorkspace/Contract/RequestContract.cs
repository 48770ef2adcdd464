using System.Text.Json;
using System.Text.Json.Nodes;

namespace NotionSync.LocalWorkspace;

/// <summary>The shapes of all request bodies; a body outside its shape is refused with Notion's message.</summary>
internal sealed class RequestContract
{
    private readonly Dictionary<string, Shape> _bodies = [];

    public RequestContract()
    {
        using var stream = typeof(RequestContract).Assembly.GetManifestResourceStream("requests.json")
            ?? throw new InvalidOperationException("The embedded resource 'requests.json' is missing.");
        using var document = JsonDocument.Parse(stream);
        var reader = new ShapeReader(document.RootElement.GetProperty("definitions"));
        foreach (var body in document.RootElement.GetProperty("bodies").EnumerateObject())
        {
            _bodies[body.Name] = reader.Definition(body.Value.GetString()!);
        }
    }

    public void Check(Route route, JsonObject body) => Check(route.Name, body);

    /// <param name="route">Method and path, as routes are named.</param>
    /// <param name="body">What would be sent there.</param>
    public void Check(string route, JsonObject body)
    {
        if (!_bodies.TryGetValue(route, out var shape))
        {
            return;
        }

        var faults = new List<string>();
        shape.Check(body, "body", faults);
        if (faults.Count > 0)
        {
            throw ApiException.Validation(faults.Count == 1
                ? $"body failed validation: {faults[0]}"
                : $"body failed validation. Fix one:\n{string.Join('\n', faults)}");
        }

        SizeLimits.Check(body);
    }
}
