namespace NotionSync.Hosting.Worker;

/// <summary>Whether the last contact with Notion was well; not before the first.</summary>
internal sealed class Readiness
{
    private volatile string? whyNot = "Notion was not reached yet";

    /// <summary>Why the worker is not ready; null when it is.</summary>
    public string? WhyNot => whyNot;

    /// <summary>Notion answered.</summary>
    public void Reached() => whyNot = null;

    /// <summary>Notion could not be used.</summary>
    public void Lost(string reason) => whyNot = reason;
}
