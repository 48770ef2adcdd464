namespace NotionSync.LocalWorkspace;

/// <summary>A formula that cannot be read or computed.</summary>
internal sealed class FormulaException(string message) : Exception(message);
