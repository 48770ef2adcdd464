using NotionSync.Abstractions;

namespace NotionSync.Commands.Progress;

/// <summary>A line when a stage is done, and every few seconds of a long one.</summary>
internal sealed class PlainProgress(TextWriter writer, TimeProvider time) : IProgress<EngineStep>
{
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(10);

    private readonly Lock gate = new();
    private long lastLine = time.GetTimestamp();

    /// <inheritdoc/>
    public void Report(EngineStep step)
    {
        lock (gate)
        {
            var finished = step.Total > 0 && step.Done >= step.Total;
            if (finished || time.GetElapsedTime(lastLine) >= Silence)
            {
                lastLine = time.GetTimestamp();
                writer.WriteLine(step.Total > 0 ? $"{Name(step)}: {step.Done} of {step.Total}" : $"{Name(step)}: {step.Done}");
            }
        }
    }

    /// <summary>What a step is about.</summary>
    public static string Name(EngineStep step) => step.Database.Length == 0 ? step.Stage : $"{step.Stage} of {step.Database}";
}
