using System.Text;

namespace NotionSync.LocalWorkspace;

internal static class Lexer
{
    private const string PropertyStart = "{{notion:block_property:";

    private static readonly string[] Symbols =
        ["==", "!=", ">=", "<=", "&&", "||", "+", "-", "*", "/", "%", "^", ">", "<", "!", "?", ":", "(", ")", "[", "]", ",", "."];

    public static List<Token> Read(string text)
    {
        var tokens = new List<Token>();
        for (var at = 0; at < text.Length;)
        {
            at = char.IsWhiteSpace(text[at]) ? at + 1 : Next(text, at, tokens);
        }

        tokens.Add(new Token(TokenKind.End, ""));
        return tokens;
    }

    private static int Next(string text, int at, List<Token> tokens)
    {
        if (text.AsSpan(at).StartsWith("/*"))
        {
            var end = text.IndexOf("*/", at, StringComparison.Ordinal);
            return end < 0 ? text.Length : end + 2;
        }

        if (text.AsSpan(at).StartsWith(PropertyStart))
        {
            return Property(text, at, tokens);
        }

        if (text[at] == '"')
        {
            return Quoted(text, at, tokens);
        }

        if (char.IsAsciiDigit(text[at]))
        {
            return While(text, at, tokens, TokenKind.Number, c => char.IsAsciiDigit(c) || c == '.');
        }

        if (char.IsLetter(text[at]) || text[at] == '_')
        {
            return While(text, at, tokens, TokenKind.Name, c => char.IsLetterOrDigit(c) || c == '_');
        }

        var symbol = Symbols.FirstOrDefault(each => text.AsSpan(at).StartsWith(each))
            ?? throw new FormulaException($"Unexpected character '{text[at]}' at position {at}.");
        tokens.Add(new Token(TokenKind.Symbol, symbol));
        return at + symbol.Length;
    }

    private static int While(string text, int at, List<Token> tokens, TokenKind kind, Func<char, bool> belongs)
    {
        var end = at;
        while (end < text.Length && belongs(text[end]))
        {
            end++;
        }

        tokens.Add(new Token(kind, text[at..end]));
        return end;
    }

    private static int Property(string text, int at, List<Token> tokens)
    {
        var end = text.IndexOf("}}", at, StringComparison.Ordinal);
        if (end < 0)
        {
            throw new FormulaException("Unclosed property token.");
        }

        var inner = text[(at + PropertyStart.Length)..end];
        tokens.Add(new Token(TokenKind.Property, Uri.UnescapeDataString(inner.Split(':')[0])));
        return end + 2;
    }

    private static int Quoted(string text, int at, List<Token> tokens)
    {
        var value = new StringBuilder();
        for (var i = at + 1; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '"':
                    tokens.Add(new Token(TokenKind.Text, value.ToString()));
                    return i + 1;
                case '\\' when i + 1 < text.Length:
                    i++;
                    value.Append(text[i] switch { 'n' => '\n', 't' => '\t', var c => c });
                    break;
                default:
                    value.Append(text[i]);
                    break;
            }
        }

        throw new FormulaException("Unclosed string.");
    }
}
