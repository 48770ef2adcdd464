namespace NotionSync;

/// <summary>
/// Notion's size and rate limits at <c>Notion-Version: 2026-03-11</c>
/// (developers.notion.com/reference/request-limits and notion.com/help, read August 2026). The one place for each of them.
/// </summary>
internal static class NotionLimits
{
    /// <summary>Blocks in one request, all levels counted.</summary>
    public const int BlocksPerRequest = 1_000;

    /// <summary>Bytes of one request body.</summary>
    public const int RequestBytes = 500 * 1024;

    /// <summary>Elements of any array of blocks or of rich text.</summary>
    public const int ArrayElements = 100;

    /// <summary>Characters of one rich text segment and of its link.</summary>
    public const int TextCharacters = 2_000;

    /// <summary>Characters of an equation.</summary>
    public const int EquationCharacters = 1_000;

    /// <summary>Characters of any URL.</summary>
    public const int UrlCharacters = 2_000;

    /// <summary>Characters of an e-mail address or a phone number.</summary>
    public const int ContactCharacters = 200;

    /// <summary>Options of a multi-select in one write.</summary>
    public const int MultiSelectOptions = 100;

    /// <summary>Pages of a relation in one write.</summary>
    public const int RelationPages = 100;

    /// <summary>People in one write.</summary>
    public const int People = 100;

    /// <summary>References shown of a relation or people property in a page answer.</summary>
    public const int ReferencesInPage = 25;

    /// <summary>References to one page that the back side of a two-way relation shows.</summary>
    public const int BackReferences = 10_000;

    /// <summary>Options of a select in a schema update.</summary>
    public const int SelectOptions = 100;

    /// <summary>Properties of one database.</summary>
    public const int PropertiesPerDatabase = 500;

    /// <summary>Bytes of a schema update that is still accepted.</summary>
    public const int SchemaBytes = 50 * 1024;

    /// <summary>Rows of one database.</summary>
    public const int RowsPerDatabase = 250_000;

    /// <summary>Rows that one query gives at most.</summary>
    public const int QueryRows = 10_000;

    /// <summary>Items of one page of a list.</summary>
    public const int PageSize = 100;

    /// <summary>Levels of children below the top array of one request.</summary>
    public const int BlockNesting = 2;

    /// <summary>Widgets of one dashboard.</summary>
    public const int DashboardWidgets = 12;

    /// <summary>Widgets in one row of a dashboard.</summary>
    public const int DashboardWidgetsPerRow = 4;

    /// <summary>Nested groups of a query filter.</summary>
    public const int FilterNesting = 2;

    /// <summary>Markdown replacements in one request.</summary>
    public const int MarkdownUpdates = 100;

    /// <summary>Attachments of one comment.</summary>
    public const int CommentAttachments = 3;

    /// <summary>Bytes of a file sent in one part.</summary>
    public const long SinglePartBytes = 20L * 1024 * 1024;

    /// <summary>Bytes of a file name.</summary>
    public const int FileNameBytes = 900;

    /// <summary>Requests in a 60-second window, below the Business plan.</summary>
    public const int RequestsPerMinute = 180;

    /// <summary>Requests in a 60-second window, from the Business plan on.</summary>
    public const int RequestsPerMinuteBusiness = 600;

    /// <summary>The length of a rate limit window.</summary>
    public static readonly TimeSpan RateWindow = TimeSpan.FromSeconds(60);
}
