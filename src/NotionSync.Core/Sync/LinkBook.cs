using NotionSync.Abstractions;
using NotionSync.Mapping;
using NotionSync.Model;
using NotionSync.State;

namespace NotionSync.Sync;

/// <summary>Links of the rows that a plan has looked at: those in Notion, and those that somebody wants.</summary>
internal sealed class LinkBook(IStateStore state, RelationMap relations)
{
    private readonly Dictionary<LinkId, bool> standing = [];
    private readonly Dictionary<LinkId, HashSet<string>> makers = [];
    private readonly Dictionary<(RowRef Row, string Property), HashSet<LinkId>> byPlace = [];
    private readonly HashSet<RowRef> loaded = [];
    private readonly HashSet<WantedLink> added = [];
    private readonly HashSet<WantedLink> removed = [];

    /// <summary>Reads the links of rows that were not looked at before.</summary>
    public async Task LoadAsync(IEnumerable<RowRef> rows, CancellationToken cancellationToken)
    {
        RowRef[] missing = [.. rows.Where(loaded.Add)];
        foreach (var chunk in missing.Chunk(500))
        {
            foreach (var link in await state.ReadLinksAsync(chunk, cancellationToken))
            {
                standing[link.Id] = link.OfPeople;
                Index(link.Id);
            }

            foreach (var wanted in await state.ReadWantedLinksAsync(chunk, cancellationToken))
            {
                if (!removed.Contains(wanted))
                {
                    MakersOf(wanted.Id).Add(wanted.Maker);
                    Index(wanted.Id);
                }
            }
        }
    }

    /// <summary>Replaces what one maker wants among the links that touch a row.</summary>
    /// <param name="maker">Who wants.</param>
    /// <param name="row">The row.</param>
    /// <param name="wanted">All that it wants.</param>
    /// <param name="onlyAdd">Some of what it names is not known (a renamed or trashed row): nothing is taken away.</param>
    /// <returns>The links that it wants anew or no longer.</returns>
    public IReadOnlyList<LinkId> Want(string maker, RowRef row, IReadOnlySet<LinkId> wanted, bool onlyAdd)
    {
        var before = PlacesOf(row).SelectMany(LinksAt).Where(link => makers.TryGetValue(link, out var wanters) && wanters.Contains(maker)).ToHashSet();
        LinkId[] changed = [.. wanted.Except(before), .. onlyAdd ? [] : before.Except(wanted)];
        foreach (var link in changed)
        {
            Set(new WantedLink(link, maker), wanted.Contains(link));
        }

        return changed;
    }

    /// <summary>Sets whether one maker wants one link.</summary>
    /// <returns>Whether that is new.</returns>
    public bool Set(WantedLink link, bool isWanted)
    {
        if (!(isWanted ? MakersOf(link.Id).Add(link.Maker) : MakersOf(link.Id).Remove(link.Maker)))
        {
            return false;
        }

        Index(link.Id);
        var (now, then) = isWanted ? (added, removed) : (removed, added);
        if (!then.Remove(link))
        {
            now.Add(link);
        }

        return true;
    }

    /// <summary>Rows linked with a row by one of its properties, as it will be.</summary>
    public IEnumerable<RowRef> Linked(RowRef row, RelationSide side) => LinksAt((row, side.Property)).Where(WillBe).Select(link => side.There(link));

    /// <summary>All links that touch a row, as it will be.</summary>
    public IEnumerable<LinkId> LinksOf(RowRef row) => PlacesOf(row).SelectMany(LinksAt).Where(WillBe);

    /// <summary>Links that should be and are not.</summary>
    public IEnumerable<LinkId> ToMake => makers.Where(entry => entry.Value.Count > 0 && !standing.ContainsKey(entry.Key)).Select(entry => entry.Key);

    /// <summary>Links of ours that nobody wants any more.</summary>
    public IEnumerable<LinkId> ToEnd => standing.Where(entry => !entry.Value && !IsWanted(entry.Key)).Select(entry => entry.Key);

    /// <summary>Links in Notion.</summary>
    public IReadOnlyCollection<LinkId> Standing => standing.Keys;

    /// <summary>What changed of who wants what.</summary>
    public StateBatch Changes => new() { WantedLinks = [.. added], UnwantedLinks = [.. removed] };

    private bool WillBe(LinkId link) => IsWanted(link) || (standing.TryGetValue(link, out var ofPeople) && ofPeople);

    private bool IsWanted(LinkId link) => makers.TryGetValue(link, out var wanters) && wanters.Count > 0;

    private HashSet<string> MakersOf(LinkId link) => makers.TryGetValue(link, out var wanters) ? wanters : makers[link] = [];

    private IEnumerable<LinkId> LinksAt((RowRef Row, string Property) place) => byPlace.TryGetValue(place, out var links) ? links : [];

    private IEnumerable<(RowRef, string)> PlacesOf(RowRef row) => relations.SidesOf(row.Database).Select(side => (row, side.Property));

    private void Index(LinkId link)
    {
        if (relations.Find(link.Relation) is not { } relation)
        {
            return;
        }

        foreach (var side in new[] { new RelationSide(relation, true), new RelationSide(relation, false) })
        {
            var place = (side.Here(link), side.Property);
            if (!byPlace.TryGetValue(place, out var links))
            {
                byPlace[place] = links = [];
            }

            links.Add(link);
        }
    }
}
