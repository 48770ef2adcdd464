using NotionSync.Abstractions;
using NotionSync.Sources.CloudWatch.Data;
using NotionSync.Sources.Http;

namespace NotionSync.Sources.CloudWatch.Kinds;

/// <summary>Collects what was amiss in a region, one item per member and reason however many things it hit.</summary>
internal sealed class MetricsFaults(string region)
{
    private readonly SortedDictionary<(string Member, string Word, bool IsPartial), (SortedSet<string> Keys, string Words)> faults = [];
    private readonly SortedSet<(string Member, string Reason)> refusals = [];
    private readonly SortedSet<string> notes = new(StringComparer.Ordinal);

    /// <summary>A member's figures must not be taken.</summary>
    public void Add(string member, string key, SeriesFault fault)
    {
        var place = (member, fault.Word, fault.IsPartial);
        if (!faults.TryGetValue(place, out var known))
        {
            faults.Add(place, known = (new SortedSet<string>(StringComparer.Ordinal), fault.Words));
        }

        known.Keys.Add(key);
    }

    /// <summary>A member cannot be read at all.</summary>
    public void Refused(string member, string reason) => refusals.Add((member, reason));

    /// <summary>Whether a member could not be read at all.</summary>
    public bool IsRefused(string member) => refusals.Any(refusal => refusal.Member == member);

    /// <summary>What was said of calls as a whole.</summary>
    public void Notes(MetricAnswers answers) => notes.UnionWith(answers.Notes);

    /// <summary>All of it, in a fixed order.</summary>
    public IEnumerable<SourceItem> Items() =>
    [
        .. notes.Select(note => new SourceItem.Partial($"{region}: {AnswerText.Clean(note, [])}")),
        .. refusals.Select(refusal => new SourceItem.Failed($"'{refusal.Member}' in {region}", refusal.Reason)),
        .. faults.Select(fault => Item(fault.Key.Member, fault.Key.Word, fault.Key.IsPartial, fault.Value.Keys, fault.Value.Words)),
    ];

    private SourceItem Item(string member, string word, bool isPartial, SortedSet<string> keys, string words)
    {
        var what = AnswerText.Clean($"{word} for {keys.Count} {(keys.Count == 1 ? "record" : "records")}, e.g. '{keys.Min}'{(words.Length > 0 ? $": {words}" : "")}", []);
        return isPartial
            ? new SourceItem.Partial($"'{member}' in {region}: {what}. The figures that were there are kept.")
            : new SourceItem.Failed($"'{member}' in {region}", $"CloudWatch says {what}. The figures that were there are kept.");
    }
}
