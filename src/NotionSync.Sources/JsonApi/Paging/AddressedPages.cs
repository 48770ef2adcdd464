using System.Text.RegularExpressions;
using NotionSync.Mapping;
using NotionSync.Sources.Kinds;

namespace NotionSync.Sources.JsonApi.Paging;

/// <summary>Pages whose whole address the page before gives: in its body, or in the header <c>Link</c>.</summary>
/// <param name="next">Where a body gives it; null: the header does.</param>
/// <param name="size">How many items the first page is asked for; null to leave it to the API.</param>
internal sealed partial class AddressedPages(IExpression? next, PageSize? size) : IPaging
{
    /// <inheritdoc/>
    public Page First => new() { Arguments = [.. PageSize.Arguments(size)] };

    /// <inheritdoc/>
    public Page? After(Page page, PageAnswer answer, int count) => Next(answer) is { Length: > 0 } address ? new Page { Address = address, Token = address } : null;

    private string? Next(PageAnswer answer) => next is null
        ? answer.Answer.Headers.TryGetValue("Link", out var header) ? Link(header) : null
        : SettingsCheck.Text(next.Evaluate(answer.Input));

    // Several links stand in one header, each with its relations: <https://api.example/items?page=2>; rel="next".
    private static string? Link(string header) => Links().Matches(header)
        .FirstOrDefault(link => Relations().Match(link.Groups["parameters"].Value) is { Success: true } relations
            && relations.Groups["words"].Value.Split(' ').Contains("next", StringComparer.OrdinalIgnoreCase))
        ?.Groups["address"].Value;

    [GeneratedRegex("""<(?<address>[^>]*)>(?<parameters>(?:\s*;\s*[^\s;,="]+\s*(?:=\s*(?:"[^"]*"|[^";,\s]*))?)*)""")]
    private static partial Regex Links();

    [GeneratedRegex("""(?:^|;)\s*rel\s*=\s*"?(?<words>[^";,]*)""", RegexOptions.IgnoreCase)]
    private static partial Regex Relations();
}
