using NotionSync.Model;

namespace NotionSync.Hosting.Configuration;

/// <summary>What a command may need beyond settings that are right by themselves.</summary>
internal static class SettingsFaults
{
    /// <summary>What is missing to speak to Notion.</summary>
    public static IEnumerable<Diagnostic> MissingForNotion(Settings settings)
    {
        if (settings.Notion.Token is null)
        {
            yield return new Diagnostic(
                Severity.Error,
                "Notion:Token",
                "No token is set.",
                "Make an internal integration at notion.so/profile/integrations and set its secret, e.g. in the environment as Notion__Token, or in a file with Notion:TokenFile. "
                + "Without an account, try 'notionsync demo'.");
        }

        if (settings.Notion.ParentPage is null)
        {
            yield return new Diagnostic(
                Severity.Error,
                "Notion:ParentPage",
                "No parent page is set.",
                "Share a page of your workspace with the integration (page menu, Connections) and set its address.");
        }
    }
}
