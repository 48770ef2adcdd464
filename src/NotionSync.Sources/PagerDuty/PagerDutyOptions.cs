using NotionSync.Sources.Http;

namespace NotionSync.Sources.PagerDuty;

/// <summary>How PagerDuty is reached: the section <c>Sources:PagerDuty</c>.</summary>
public sealed class PagerDutyOptions : VendorOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Sources:PagerDuty";

    private const string UnitedStates = "https://api.pagerduty.com";
    private const string Europe = "https://api.eu.pagerduty.com";

    /// <summary>Where the account lives, <c>us</c> or <c>eu</c>; without a <see cref="VendorOptions.BaseUrl"/> it names the host. Default: us.</summary>
    public string Region { get; set; } = "us";

    /// <summary>How many days back incidents are read, 1 to 3650; open ones are read however old. Default 365.</summary>
    public int HistoryDays { get; set; } = 365;

    /// <summary>Ids of the teams whose incidents and services are read, separated by commas; null for the whole account.</summary>
    public string? Teams { get; set; }

    /// <summary>Whether the source is to be read.</summary>
    internal bool IsOn => Enabled && !string.IsNullOrWhiteSpace(Token);

    /// <summary>The API's root.</summary>
    internal Uri Address => new(!string.IsNullOrWhiteSpace(BaseUrl) ? BaseUrl.Trim() : IsEurope ? Europe : UnitedStates);

    /// <summary>The ids of <see cref="Teams"/>.</summary>
    internal IReadOnlyList<string> TeamIds => (Teams ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>Tokens of OAuth name their region first; API keys have no such form.</summary>
    internal bool IsOAuth => Token is { } token
        && (token.StartsWith("pdus+", StringComparison.Ordinal) || token.StartsWith("pdeu+", StringComparison.Ordinal));

    /// <summary>Faults of the keys that no other vendor has.</summary>
    internal IEnumerable<string> OwnFaults()
    {
        if (!IsEurope && !string.Equals(Region, "us", StringComparison.OrdinalIgnoreCase))
        {
            yield return $"{Section}:Region must be 'us' or 'eu', was '{Region}'.";
        }

        if (HistoryDays is < 1 or > MostHistoryDays)
        {
            yield return $"{Section}:HistoryDays must be between 1 and {MostHistoryDays}, was {HistoryDays}.";
        }
    }

    /// <summary>The longest history that can be asked for.</summary>
    internal const int MostHistoryDays = 3650;

    private bool IsEurope => string.Equals(Region, "eu", StringComparison.OrdinalIgnoreCase);
}
