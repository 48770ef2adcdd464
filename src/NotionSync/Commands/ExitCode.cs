namespace NotionSync.Commands;

/// <summary>What the shell is told; a contract.</summary>
public static class ExitCode
{
    /// <summary>Done.</summary>
    public const int Done = 0;

    /// <summary>Failed.</summary>
    public const int Failed = 1;

    /// <summary>Bad usage, configuration or mapping; nothing was begun.</summary>
    public const int BadInput = 2;

    /// <summary>Done, but some rows failed or were held back; each is named.</summary>
    public const int SomeRowsFailed = 3;

    /// <summary>Stopped by the user, as shells count it.</summary>
    public const int Stopped = 130;
}
