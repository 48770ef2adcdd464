using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using NotionSync.Abstractions;
using NotionSync.Mapping;
using NotionSync.Mapping.Pages;
using NotionSync.Model;
using NotionSync.State;

namespace NotionSync.Sync;

/// <summary>Turns records and seed rows into claims.</summary>
internal sealed class ClaimBuilder(IValueRules rules, EngineOptions options)
{
    private const string LinkScheme = "link";

    /// <summary>By what a block knows a record.</summary>
    /// <exception cref="ExpressionException">The key's expression failed on the record.</exception>
    /// <exception cref="FormatException">The record has no key.</exception>
    public static RowKey Claimant(SourceBlock block, ExpressionInput record) => block.Key.Evaluate(record) switch
    {
        JsonValue value when value.ToString() is { Length: > 0 } text => RowKey.Of(block.Source, block.Kind, text),
        _ => throw new FormatException($"{block.Key.Position}: the key expression '{block.Key.Text}' gives no text for this record."),
    };

    /// <summary>What a record says through a block.</summary>
    /// <param name="database">Whose rows.</param>
    /// <param name="block">One of its blocks.</param>
    /// <param name="claimant">By what the block knows the record.</param>
    /// <param name="scope">The record's scope.</param>
    /// <param name="input">What it says.</param>
    /// <exception cref="ExpressionException">An expression failed on the record.</exception>
    /// <exception cref="FormatException">A value does not fit its property.</exception>
    public MappedRecord Map(DatabaseMapping database, SourceBlock block, RowKey claimant, string scope, ExpressionInput input)
    {
        if (block.Where is not null && !(block.Where.Evaluate(input) is JsonValue where && where.TryGetValue<bool>(out var isIn) && isIn))
        {
            return new MappedRecord(claimant, null, []);
        }

        var values = ImmutableDictionary.CreateBuilder<string, PropertyValue>();
        foreach (var (name, expression) in block.Values)
        {
            var property = database.Find(name)!;
            var (value, fault) = ValueReader.Read(property.Schema, expression.Evaluate(input), property.Open);
            if (fault is not null)
            {
                throw new FormatException($"{expression.Position}: {name}: {fault}");
            }

            if (value is not null)
            {
                values[name] = Settle(property.Schema, value);
            }
        }

        if (block.Body is { } body && Page(body, input) is { } page)
        {
            values[CommonProperties.Body] = page;
        }

        var links = block.Links.ToImmutableDictionary(entry => entry.Key, entry => Names(entry.Value.Evaluate(input)));
        var match = block.Match.Select(entry => KeyValuePair.Create(entry.Key, MatchValue(database.Find(entry.Key)!, entry.Value.Evaluate(input)))).ToImmutableArray();
        foreach (var (name, value) in match.Where(entry => entry.Value is not null && values.ContainsKey(entry.Key)))
        {
            // A row keeps what it is known by, or the next that speaks of the same thing would not find it.
            values[name] = value!;
        }

        return new MappedRecord(claimant, Claim(database, claimant, claimant, block.Name, scope, values.ToImmutable(), links), [.. match.Select(entry => KeyValuePair.Create(entry.Key, MatchKeys.Plain(entry.Value)))]);
    }

    /// <summary>What a record says of which some could not be read, with what it said of the rest before.</summary>
    public static Claim Completed(DatabaseMapping database, Claim claim, Claim before) => Claim(
        database,
        claim.Claimant,
        claim.Row,
        claim.Block,
        claim.Scope,
        before.Values.SetItems(claim.Values),
        before.Links.SetItems(claim.Links.Where(entry => !entry.Value.IsEmpty)));

    /// <summary>What a seed row says.</summary>
    public Claim Seed(DatabaseMapping database, SeedRow row) => Claim(
        database,
        row.Key,
        row.Key,
        "seed",
        "seed",
        row.Values.ToImmutableDictionary(entry => entry.Key, entry => Settle(database.Find(entry.Key)!.Schema, entry.Value)),
        row.Links.ToImmutableDictionary(entry => entry.Key, entry => entry.Value.Select(linked => linked.Key.Value).ToImmutableArray()));

    /// <summary>A claim with its fingerprint.</summary>
    public static Claim Claim(
        DatabaseMapping database,
        RowKey claimant,
        RowKey row,
        string block,
        string scope,
        ImmutableDictionary<string, PropertyValue> values,
        ImmutableDictionary<string, ImmutableArray<string>> links) => new()
        {
            Database = database.Id,
            Claimant = claimant,
            Row = row,
            Block = block,
            Scope = scope,
            Values = values,
            Links = links,
            Fingerprint = Fingerprint(values, links),
        };

    // An empty text says nothing: what stands on the page is kept.
    private static PropertyValue.Text? Page(IExpression body, ExpressionInput input) => body.Evaluate(input) switch
    {
        null => null,
        JsonValue value when value.TryGetValue<string>(out var markdown) => NotionMarkdown.From(markdown) is { Length: > 0 } text ? new PropertyValue.Text(text) : null,
        var other => throw new FormatException($"{body.Position}: body: '{other.ToJsonString()}' is no text."),
    };

    // In the form in which the row has it; what is no value of the property matches nothing.
    private PropertyValue? MatchValue(PropertyMapping property, JsonNode? node) => ValueReader.Read(property.Schema, node, property.Open) switch
    {
        ({ } value, null) => Settle(property.Schema, value),
        _ => null,
    };

    private PropertyValue Settle(PropertySchema schema, PropertyValue value) => rules.Normalize(schema, value is PropertyValue.Url url ? Resolve(url) : value);

    // 'link://docs/models/llm-core.md' lies under the address that configuration gives for 'docs'.
    private PropertyValue.Url Resolve(PropertyValue.Url url) =>
        Uri.TryCreate(url.Address, UriKind.Absolute, out var address) && address.Scheme == LinkScheme && options.Links.TryGetValue(address.Host, out var root)
            ? new PropertyValue.Url(root.AbsoluteUri.TrimEnd('/') + address.PathAndQuery + address.Fragment)
            : url;

    private static ImmutableArray<string> Names(JsonNode? node) => node switch
    {
        null => [],
        JsonArray items => [.. items.Select(item => item?.ToString()).OfType<string>().Where(name => name.Length > 0).Distinct()],
        JsonValue value when value.GetValueKind() is JsonValueKind.String && value.GetValue<string>().Length > 0 => [value.GetValue<string>()],
        _ => [],
    };

    private static string Fingerprint(ImmutableDictionary<string, PropertyValue> values, ImmutableDictionary<string, ImmutableArray<string>> links)
    {
        var text = new StringBuilder();
        foreach (var (name, value) in values.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            text.Append(name).Append('\u001f').Append(ValueText.Write(value)).Append('\u001e');
        }

        foreach (var (name, linked) in links.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            text.Append(name).Append('\u001d').AppendJoin('\u001f', linked.Order(StringComparer.Ordinal)).Append('\u001e');
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())))[..32];
    }
}

/// <summary>A record as a block sees it.</summary>
/// <param name="Claimant">Its key.</param>
/// <param name="Claim">What it says; null when it is out of the block's scope.</param>
/// <param name="Match">Property values by which the row is known that is the same thing; empty when the block has no match.</param>
/// <param name="IsPartial">Whether what it does not say is not known.</param>
internal sealed record MappedRecord(RowKey Claimant, Claim? Claim, ImmutableArray<KeyValuePair<string, string?>> Match, bool IsPartial = false);
