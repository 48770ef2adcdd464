using System.Text.Json.Nodes;
using NotionSync.Mapping;

namespace NotionSync.Sources.JsonApi.Paging;

/// <summary>Pages that are asked for by a token of the page before.</summary>
/// <param name="parameter">The parameter that takes the token.</param>
/// <param name="next">Where an answer gives it.</param>
/// <param name="size">How many items are asked for at a time; null to leave it to the API.</param>
/// <param name="end">What the API says of the list's end, besides giving no token.</param>
internal sealed class TokenPages(string parameter, IExpression next, PageSize? size, PageEnd end) : IPaging
{
    /// <inheritdoc/>
    public Page First => new() { Arguments = [.. PageSize.Arguments(size)] };

    /// <inheritdoc/>
    public Page? After(Page page, PageAnswer answer, int count) => next.Evaluate(answer.Input) is JsonValue token && token.ToString() is { Length: > 0 } text && !end.IsDenied(answer)
        ? new Page { Arguments = [new(parameter, token), .. PageSize.Arguments(size)], Token = text }
        : null;
}
