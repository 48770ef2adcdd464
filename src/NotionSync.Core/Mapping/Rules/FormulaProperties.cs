using System.Text.RegularExpressions;
using NotionSync.Mapping.Checking;
using NotionSync.Model;

namespace NotionSync.Mapping.Rules;

/// <summary>A formula names properties that exist, and not itself.</summary>
internal sealed partial class FormulaProperties : IMappingRule
{
    /// <inheritdoc/>
    public IEnumerable<Diagnostic> Check(MappingSet set) =>
        from database in set.Databases
        from formula in database.Mapped
        where formula is { Kind: PropertyKind.Formula }
        from name in Named().Matches(formula.Section?.Expression ?? "").Select(match => match.Groups[1].Value).Distinct()
        let fault = Fault(database, formula, name)
        where fault is not null
        select fault;

    private static Diagnostic? Fault(DatabaseDraft database, PropertyDraft formula, string name) =>
        database.Find(name) is null ? database.NoProperty($"{formula.Path}/expression", name)
        : name == formula.Name ? database.Error($"{formula.Path}/expression", $"The formula '{name}' refers to itself.", "Name other properties.")
        : null;

    [GeneratedRegex("""prop\(\s*"([^"]*)"\s*\)""")]
    private static partial Regex Named();
}
