using System.Text.Json;
using System.Text.Json.Nodes;
using NotionSync.Mapping;
using NotionSync.Sources.Kinds;

namespace NotionSync.Sources.JsonApi.Paging;

/// <summary>Where an answer says that the list ends. Nothing said: at the first page without items, for a short page may be an API's own bound.</summary>
/// <param name="Total">How many items there are in all.</param>
/// <param name="Pages">How many pages.</param>
/// <param name="More">Whether more follow.</param>
internal sealed record PageEnd(IExpression? Total, IExpression? Pages, IExpression? More)
{
    /// <summary>Whether no page follows.</summary>
    /// <param name="answer">The last page.</param>
    /// <param name="seen">Items so far, this page's included.</param>
    /// <param name="pages">Pages so far, this one included; null where they are not counted.</param>
    /// <param name="count">Items of this page.</param>
    public bool IsReached(PageAnswer answer, long seen, long? pages, int count)
    {
        if (More is not null)
        {
            return !IsTrue(answer);
        }

        var ends = new[] { (Count: SettingsCheck.Number(Total?.Evaluate(answer.Input)), Done: (double)seen), (SettingsCheck.Number(Pages?.Evaluate(answer.Input)), pages ?? 0) };
        return ends.Any(end => end.Count is not null) ? ends.Any(end => end.Done >= end.Count) : count == 0;
    }

    /// <summary>Whether the answer denies that more follow.</summary>
    public bool IsDenied(PageAnswer answer) => More is not null && !IsTrue(answer);

    private bool IsTrue(PageAnswer answer) => More?.Evaluate(answer.Input) is JsonValue value && value.GetValueKind() is JsonValueKind.True;
}
