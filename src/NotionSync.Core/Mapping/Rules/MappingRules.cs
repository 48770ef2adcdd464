using NotionSync.Mapping.Checking;

namespace NotionSync.Mapping.Rules;

/// <summary>Every rule that mapping files must keep, in alphabetical order.</summary>
internal static class MappingRules
{
    public static IReadOnlyList<IMappingRule> All =>
    [
        new Bodies(),
        new ComputedValues(),
        new DatabaseNames(),
        new Expressions(),
        new FormulaProperties(),
        new HandOvers(),
        new HomePages(),
        new KeysOfTypes(),
        new LinkRules(),
        new MirrorNames(),
        new NewestKept(),
        new OneTitle(),
        new Options(),
        new RelationTargets(),
        new RollupTargets(),
        new SeedRowKeys(),
        new SeedRowLinks(),
        new SeedRowValues(),
        new SizeLimits(),
        new SourceBlockProperties(),
        new SourceBlocks(),
        new SpelledWords(),
        new TypeOfProperties(),
        new ViewCharts(),
        new ViewConditions(),
        new ViewNames(),
        new ViewProperties(),
        new ViewShapes(),
        new Writers(),
        new WritersOfBlocks(),
    ];
}
