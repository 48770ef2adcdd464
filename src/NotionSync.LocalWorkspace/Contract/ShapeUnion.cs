using System.Text.Json.Nodes;

namespace NotionSync.LocalWorkspace;

/// <summary>A value that must fit one of several shapes. The message speaks of the shape that was probably meant.</summary>
internal static class ShapeUnion
{
    private const int MostFaults = 20;

    public static void Check(Shape[] alternatives, JsonNode? value, string path, List<string> faults)
    {
        List<string>? fewest = null;
        foreach (var alternative in alternatives)
        {
            if (!alternative.Invites(value))
            {
                continue;
            }

            var found = new List<string>();
            alternative.Check(value, path, found);
            if (found.Count == 0)
            {
                return;
            }

            fewest = fewest is null || found.Count < fewest.Count ? found : fewest;
        }

        faults.AddRange(fewest ?? Uninvited(alternatives, value, path));
    }

    private static IEnumerable<string> Uninvited(Shape[] alternatives, JsonNode? value, string path)
    {
        var found = new List<string>();
        foreach (var alternative in alternatives)
        {
            var here = new List<string>();
            alternative.Check(value, path, here);
            found.AddRange(here.Where(fault => !fault.Contains("should be not present", StringComparison.Ordinal)).DefaultIfEmpty(here[0]));
        }

        return found.Distinct().Take(MostFaults);
    }
}
