using System.Globalization;
using System.Text.Json.Nodes;

namespace NotionSync.LocalWorkspace;

/// <summary>Moves the workspace's clock forward; nothing can take it back, as nothing could in Notion.</summary>
internal sealed class ClockDoor(WorkspaceClock clock)
{
    /// <summary>Ten years: enough for every window and lag, and no date overflows.</summary>
    private const double MostSeconds = 10 * 366 * 86_400d;

    public IReadOnlyList<AdminRoute> Routes =>
    [
        AdminRoute.Of("GET", "clock", _ => Shown()),
        AdminRoute.Of("POST", "clock", call =>
        {
            if (call.Body.Number("advanceSeconds") is not { } seconds || seconds < 0 || clock.Advanced.TotalSeconds + seconds > MostSeconds)
            {
                throw ApiException.Body($"body.advanceSeconds should be a number of seconds that the clock moves forward, instead was `{Shape.Shown(call.Body["advanceSeconds"])}`.");
            }

            clock.Advance(TimeSpan.FromSeconds(seconds));
            return Shown();
        }),
    ];

    private JsonObject Shown() => new()
    {
        ["now"] = clock.GetUtcNow().ToString("O", CultureInfo.InvariantCulture),
        ["advancedSeconds"] = clock.Advanced.TotalSeconds,
    };
}
