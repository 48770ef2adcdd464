using System.Collections.Immutable;
using System.IO.Enumeration;
using System.Text.Json.Nodes;

namespace NotionSync.Sources.MLflow.Records;

/// <summary>Names that are wanted: as they are, or with <c>*</c> for any letters; none given wants all.</summary>
internal readonly record struct Names(ImmutableArray<string> Patterns)
{
    /// <summary>Every name.</summary>
    public static Names All => new([]);

    /// <summary>Whether a name is wanted; letter case counts.</summary>
    public bool Has(string name) => Patterns.IsDefaultOrEmpty || Patterns.Any(pattern => FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: false));

    /// <summary>The members whose names are wanted.</summary>
    public JsonObject Of(JsonObject members)
    {
        foreach (var name in members.Select(member => member.Key).ToList())
        {
            if (!Has(name))
            {
                members.Remove(name);
            }
        }

        return members;
    }
}
