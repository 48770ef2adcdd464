namespace NotionSync.Notion.Http;

/// <summary>How urgent a call is. Calls of an urgent lane go before all that wait in the others.</summary>
public enum Lane
{
    /// <summary>What people wait for: incidents, a ticked box. May use the whole budget.</summary>
    Urgent,

    /// <summary>
    /// The rest. May use the whole budget too, but takes the last tenth evenly over the minute, so that an urgent call never waits long.
    /// </summary>
    Normal,

    /// <summary>What has time. Always leaves a tenth of the budget free.</summary>
    Backfill,
}
