using NotionSync.Mapping.Checking;
using NotionSync.Model;

namespace NotionSync.Mapping.Rules;

/// <summary>Views have names of their own.</summary>
internal sealed class ViewNames : IMappingRule
{
    /// <inheritdoc/>
    public IEnumerable<Diagnostic> Check(MappingSet set) =>
        from database in set.Databases
        from views in database.Content.Views.Index().Where(view => view.Item.Name.Length > 0).GroupBy(view => view.Item.Name, StringComparer.OrdinalIgnoreCase)
        from again in views.Skip(1)
        select database.Error($"/views/{again.Index}/name", $"A second view is called '{again.Item.Name}'.", "Views are known by name; give each its own.");
}
