using Microsoft.Playwright;

namespace NotionSync.Browser.Bench;

/// <summary>Cells of a table or of a row's page, found as a person finds them: by row and by the column's name.</summary>
internal static class Cells
{
    /// <summary>The cell of a column in a row of the table that is shown.</summary>
    public static async Task<ILocator> CellAsync(this Window window, string row, string column)
    {
        var id = await window.Find("main table.rows thead th").Filter(new LocatorFilterOptions { Has = window.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = column, Exact = true }) })
            .First.GetAttributeAsync("data-column");
        id = id!.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal);
        return window.Find($"main table.rows tr[data-row='{row}'] [data-cell$=':{id}']");
    }

    /// <summary>The value of a property on a row's own page.</summary>
    public static ILocator Property(this Window window, string name) =>
        window.Find(".properties .property").Filter(new LocatorFilterOptions { Has = window.Page.Locator("dt", new PageLocatorOptions { HasTextRegex = Walk.Walker.Whole(name) }) }).Locator(".cell");

    public static ILocator Editor(this Window window) => window.Find("dialog.editor[open]");
}
