namespace NotionSync.State;

/// <summary>How a row stands to Notion's trash. What people put there stays there; what we put there comes back with its record.</summary>
public enum RowTrash
{
    /// <summary>Not in the trash, and not to go there.</summary>
    None = 0,

    /// <summary>A person put it there, or it was found there; it stays.</summary>
    ByPeople = 1,

    /// <summary>We put it there.</summary>
    ByUs = 2,

    /// <summary>It is to go there: its record is gone for good, or others of its group are newer.</summary>
    Leaving = 3,

    /// <summary>We put it there, and it is to come back.</summary>
    Returning = 4,

    /// <summary>A person took it out after we had put it there; it stays out.</summary>
    KeptByPeople = 5,
}
