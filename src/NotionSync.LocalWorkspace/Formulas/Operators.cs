using System.Collections.Frozen;

namespace NotionSync.LocalWorkspace;

internal sealed record Operator(string Name, int Precedence, bool IsRightAssociative = false);

internal static class Operators
{
    public const int Power = 7;

    private static readonly FrozenDictionary<string, Operator> BySymbol = new Dictionary<string, Operator>
    {
        ["or"] = new("or", 1),
        ["||"] = new("or", 1),
        ["and"] = new("and", 2),
        ["&&"] = new("and", 2),
        ["=="] = new("==", 3),
        ["!="] = new("!=", 3),
        [">"] = new(">", 4),
        [">="] = new(">=", 4),
        ["<"] = new("<", 4),
        ["<="] = new("<=", 4),
        ["+"] = new("+", 5),
        ["-"] = new("-", 5),
        ["*"] = new("*", 6),
        ["/"] = new("/", 6),
        ["%"] = new("%", 6),
        ["^"] = new("^", Power, IsRightAssociative: true),
    }.ToFrozenDictionary();

    public static Operator? Of(Token token) => token.Kind is TokenKind.Symbol or TokenKind.Name ? BySymbol.GetValueOrDefault(token.Value) : null;
}
