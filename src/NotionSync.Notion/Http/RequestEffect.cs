namespace NotionSync.Notion.Http;

/// <summary>What sending a request twice would do, which decides whether it may be repeated after a failure.</summary>
internal enum RequestEffect
{
    /// <summary>Changes nothing: GET, query, search.</summary>
    Read,

    /// <summary>Sets values or deletes: twice is the same as once.</summary>
    Replace,

    /// <summary>Makes something new: twice makes two. Never repeated unless Notion surely did not process it.</summary>
    Create,
}
