using System.Text.Json;
using System.Text.Json.Nodes;
using NotionSync.Mapping;

namespace NotionSync.Tests.Core.Mapping;

/// <summary>What the product's own expressions make of a row or a record.</summary>
internal static class ProductValues
{
    private static readonly Lazy<Catalog> Mapped = new(() => ProductFiles.Read().Catalog ?? throw new InvalidOperationException("The mapping files are not valid."));

    /// <summary>A row with the values that are computed for it.</summary>
    /// <param name="database">The database.</param>
    /// <param name="row">The row as expressions see it; apostrophes stand for quotes.</param>
    public static JsonObject Row(string database, string row)
    {
        var members = Parse(row);
        members["links"] ??= new JsonObject();
        members["samples"] ??= new JsonObject();
        members["now"] = "2026-01-01T00:00:00Z";

        // Computed values may build on each other, whatever their order.
        for (var pass = 0; pass < 5; pass++)
        {
            foreach (var property in Mapped.Value[database].Properties.Where(property => property.Value is not null))
            {
                if (property.Value!.Evaluate(ExpressionInput.From(members)) is { } value)
                {
                    members[property.Schema.Name] = value;
                }
                else if (property.ClearWhenMissing)
                {
                    members.Remove(property.Schema.Name);
                }
            }
        }

        return members;
    }

    /// <summary>What a block makes of a record: its values, and whom it matches under <c>match</c>.</summary>
    public static JsonObject Record(string database, string block, string record)
    {
        var input = ExpressionInput.From(Parse(record));
        var mapped = Mapped.Value[database].Sources.Single(source => source.Name == block);
        var values = new JsonObject();
        foreach (var (name, expression) in mapped.Match.Concat(mapped.Values).Concat(mapped.Links))
        {
            values[name] = expression.Evaluate(input);
        }

        return values;
    }

    private static JsonObject Parse(string text) => JsonNode.Parse(text.Replace('\'', '"'), documentOptions: new JsonDocumentOptions { AllowTrailingCommas = true })!.AsObject();
}
