using System.Text;

namespace NotionSync.LocalWorkspace;

/// <summary>One copy of each text that is given to it: ids of properties, options and parents, which thousands of pages share.</summary>
internal sealed class StringPool
{
    private readonly HashSet<string> _texts = [];
    private readonly Dictionary<string, ParentRef> _parents = [];

    public string Shared(string text)
    {
        if (_texts.TryGetValue(text, out var known))
        {
            return known;
        }

        _texts.Add(text);
        return text;
    }

    /// <param name="utf8">Text without escapes.</param>
    public string Shared(ReadOnlySpan<byte> utf8)
    {
        Span<char> characters = stackalloc char[utf8.Length];
        var text = characters[..Encoding.UTF8.GetChars(utf8, characters)];
        var texts = _texts.GetAlternateLookup<ReadOnlySpan<char>>();
        if (!texts.TryGetValue(text, out var known))
        {
            known = text.ToString();
            _texts.Add(known);
        }

        return known;
    }

    public ParentRef Parent(ReadOnlySpan<byte> utf8)
    {
        var text = Shared(utf8);
        if (!_parents.TryGetValue(text, out var parent))
        {
            _parents[text] = parent = ParentRef.Parse(text);
        }

        return parent;
    }
}
