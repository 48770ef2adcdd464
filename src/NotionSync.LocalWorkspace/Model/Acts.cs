namespace NotionSync.LocalWorkspace;

/// <summary>What happened to an object in one request, beside what its fields say.</summary>
[Flags]
internal enum Acts : ushort
{
    None = 0,
    Created = 1,
    Removed = 2,
    Trashed = 4,
    Restored = 8,
    Moved = 16,
    Locked = 32,
    Unlocked = 64,
}
