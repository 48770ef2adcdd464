using NotionSync.Commands;
using NotionSync.Hosting;
using NotionSync.Hosting.Configuration;

return await CommandLine.RunAsync(
    args,
    new CommandHost
    {
        Out = Console.Out,
        Error = Console.Error,
        IsTerminal = !Console.IsErrorRedirected,
        Place = new ConfigurationPlace(Directory.GetCurrentDirectory(), AppContext.BaseDirectory),
        Time = TimeProvider.System,
        Open = new WorkspaceOpener(TimeProvider.System, Directory.GetCurrentDirectory()).OpenAsync,
    },
    CancellationToken.None);
