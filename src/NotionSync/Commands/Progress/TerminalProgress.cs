using NotionSync.Abstractions;
using Spectre.Console;

namespace NotionSync.Commands.Progress;

/// <summary>A bar for each database, and what is being done with it.</summary>
internal static class TerminalProgress
{
    /// <summary>Runs the work and draws its bars meanwhile.</summary>
    public static Task<T> ShowAsync<T>(TextWriter writer, Func<IProgress<EngineStep>, Task<T>> work) => AnsiConsole
        .Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(writer) })
        .Progress()
        .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new CountColumn(), new ElapsedTimeColumn())
        .StartAsync(context => work(new Bars(context)));

    private sealed class Bars(ProgressContext context) : IProgress<EngineStep>
    {
        private readonly Dictionary<string, ProgressTask> tasks = [];

        public void Report(EngineStep step)
        {
            lock (tasks)
            {
                if (!tasks.TryGetValue(step.Database, out var task))
                {
                    tasks[step.Database] = task = context.AddTask(Described(step));
                }

                task.Description = Described(step);
                task.IsIndeterminate = step.Total == 0;
                task.MaxValue = Math.Max(1, step.Total);
                task.Value = step.Done;
            }
        }

        private static string Described(EngineStep step) => step.Database.Length == 0
            ? Markup.Escape(step.Stage)
            : $"{Markup.Escape(step.Database),-14} [grey]{Markup.Escape(step.Stage.ToLowerInvariant())}[/]";
    }

    private sealed class CountColumn : ProgressColumn
    {
        public override Spectre.Console.Rendering.IRenderable Render(Spectre.Console.Rendering.RenderOptions options, ProgressTask task, TimeSpan deltaTime) =>
            new Text(task.IsIndeterminate ? $"{task.Value}" : $"{task.Value} of {task.MaxValue}");
    }
}
