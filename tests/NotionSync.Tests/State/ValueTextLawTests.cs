using System.Collections.Immutable;
using CsCheck;
using NotionSync.Model;
using NotionSync.State;

namespace NotionSync.Tests.State;

public sealed class ValueTextLawTests
{
    private static readonly Gen<string> Texts = Gen.String[Gen.Char["ab:=,/ \"\\{}[]\n\u0000éß漢"], 0, 20];
    private static readonly Gen<DateTimeOffset> Instants = Gen.Long[0, DateTimeOffset.MaxValue.UtcTicks / 2].Select(ticks => new DateTimeOffset(ticks, TimeSpan.Zero));
    private static readonly Gen<ImmutableArray<string>> Lists = Texts.Array[0, 4].Select(items => items.ToImmutableArray());

    private static readonly Gen<PropertyValue> Plain = Gen.OneOf(
        Gen.Const<PropertyValue>(PropertyValue.Empty.Value),
        Texts.Select(PropertyValue (text) => new PropertyValue.Text(text)),
        Gen.Decimal.Select(PropertyValue (amount) => new PropertyValue.Number(amount)),
        Texts.Select(PropertyValue (option) => new PropertyValue.Select(option)),
        Lists.Select(PropertyValue (options) => new PropertyValue.MultiSelect(options)),
        Instants.Select(PropertyValue (at) => PropertyValue.Date.At(at)),
        Instants.Select(PropertyValue (at) => PropertyValue.Date.Day(DateOnly.FromDateTime(at.UtcDateTime))),
        Gen.Select(Instants, Instants, PropertyValue (start, end) => new PropertyValue.Date(start, end, HasTime: true)),
        Gen.Bool.Select(PropertyValue (ticked) => new PropertyValue.Checkbox(ticked)),
        Texts.Select(PropertyValue (address) => new PropertyValue.Url(address)),
        Gen.Select(Texts, Texts, (name, address) => new PropertyValue.FileLink(name, address)).Array[0, 3]
            .Select(PropertyValue (links) => new PropertyValue.Files([.. links])),
        Gen.Select(Gen.Guid.Array[0, 4], Gen.Bool, PropertyValue (ids, truncated) => new PropertyValue.Relation([.. ids.Select(id => id.ToString())], truncated)),
        Texts.Select(PropertyValue (json) => new PropertyValue.Other(json)));

    private static readonly Gen<PropertyValue> Values = Gen.OneOf(Plain, Plain.Select(PropertyValue (shown) => new PropertyValue.Computed(shown)));

    [Fact]
    public void A_value_that_was_written_reads_back_equal() =>
        Values.Sample(value => Assert.Equal(value, ValueText.Read(ValueText.Write(value))));

    [Fact]
    public void Writing_what_was_read_gives_the_same_text() =>
        Values.Select(ValueText.Write).Sample(text => Assert.Equal(text, ValueText.Write(ValueText.Read(text))));

    [Fact]
    public void Values_survive_the_JSON_of_a_table() =>
        Gen.Select(Texts, Values).Array[0, 6].Sample(pairs =>
        {
            var values = pairs.DistinctBy(pair => pair.Item1).ToImmutableDictionary(pair => pair.Item1, pair => pair.Item2);
            Assert.Equal(values, StoredJson.ReadValues(StoredJson.Write(values)));
        });
}
