using Microsoft.Data.Sqlite;
using NotionSync.Abstractions;

namespace NotionSync.State;

/// <summary>Turns failures of SQLite and of the file system into words for the operator.</summary>
internal static class StateFault
{
    private const int Busy = 5;
    private const int Locked = 6;
    private const int ReadOnly = 8;
    private const int InputOutput = 10;
    private const int Corrupt = 11;
    private const int Full = 13;
    private const int CannotOpen = 14;
    private const int NotADatabase = 26;

    private const string OtherPlace = "or set State:ConnectionString to another path";

    public static StateException Explain(SqliteException exception, string path) => new(
        exception.SqliteErrorCode switch
        {
            Busy or Locked => $"The state file '{path}' is in use by another process for more than five seconds. "
                + $"Wait until it is done or stop it: one worker for each state file, {OtherPlace}.",
            ReadOnly => $"The state file '{path}' cannot be written, it is read-only. Make the file and its folder writable for this user, {OtherPlace}.",
            InputOutput => $"The state file '{path}' cannot be read or written: {exception.Message} Check the disk and its free space, {OtherPlace}.",
            Corrupt => $"The state file '{path}' is damaged. Put back a backup, or move the file away: the next run adopts every row from Notion, "
                + "but history, samples and approvals are lost.",
            Full => $"The disk of the state file '{path}' is full. Free some space and start again, nothing that was saved is lost, {OtherPlace}.",
            CannotOpen => $"The state file '{path}' cannot be opened or made. Check that its folder can be written by this user, {OtherPlace}.",
            NotADatabase => $"The file '{path}' is no SQLite database. Move it away if it is not needed, {OtherPlace}.",
            _ => $"The state file '{path}' failed: {exception.Message}",
        },
        exception);

    public static StateException NoFolder(string path, Exception exception) => new(
        $"The folder of the state file '{path}' cannot be made: {exception.Message} Make it by hand, writable for this user, {OtherPlace}.", exception);

    public static StateException BadConnectionString(ArgumentException exception) => new(
        $"State:ConnectionString cannot be read: {exception.Message} It looks like 'Data Source=notionsync.db'.", exception);

    public static StateException Newer(string path, int found, int known) => new(
        $"The state file '{path}' was written by a newer notionsync (schema {found}; this one knows {known}). Update notionsync, {OtherPlace}.");

    public static StateException Foreign(string path) => new(
        $"The file '{path}' is an SQLite database of another program. Nothing was changed in it. Set State:ConnectionString to another path.");
}
