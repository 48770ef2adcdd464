namespace NotionSync.LocalWorkspace;

internal enum TokenKind { Number, Text, Name, Property, Symbol, End }

internal readonly record struct Token(TokenKind Kind, string Value)
{
    public bool Is(string symbol) => Kind is TokenKind.Symbol or TokenKind.Name && Value == symbol;
}
