using NotionSync.Model;

namespace NotionSync.Mapping.Checking;

/// <summary>One thing that must be true of mapping files. Reports each place where it is not, and says nothing of what other rules report.</summary>
internal interface IMappingRule
{
    /// <summary>The faults; empty when there are none.</summary>
    IEnumerable<Diagnostic> Check(MappingSet set);
}
