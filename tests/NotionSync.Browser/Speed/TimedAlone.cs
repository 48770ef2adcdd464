namespace NotionSync.Browser.Speed;

/// <summary>What is timed runs by itself, after the tests that run side by side.</summary>
[CollectionDefinition(nameof(TimedAlone), DisableParallelization = true)]
public sealed class TimedAlone;
