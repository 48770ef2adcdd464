using System.Globalization;
using System.Text;
using System.Xml;

namespace NotionSync.Mapping.Expressions.Functions;

/// <summary>One point of a chart; both numbers are finite.</summary>
internal readonly record struct ChartPoint(double At, double Value);

/// <summary>Draws a line as SVG. The same points give the same text, everywhere.</summary>
internal static class LineChart
{
    private const int Width = 480;
    private const int Height = 270;
    private const int Left = 64;
    private const int Right = Width - 16;
    private const int Top = 44;
    private const int Bottom = Height - 34;

    /// <summary>Draws.</summary>
    /// <param name="title">Shown above; one line.</param>
    /// <param name="points">At least one, in the order of their steps.</param>
    public static string Draw(string title, IReadOnlyList<ChartPoint> points)
    {
        var (first, last) = (points[0], points[^1]);
        var scale = new ChartScale(points.Min(point => point.Value), points.Max(point => point.Value));
        var svg = new StringBuilder();
        using (var writer = XmlWriter.Create(svg, new XmlWriterSettings { OmitXmlDeclaration = true, CheckCharacters = false }))
        {
            writer.WriteStartElement("svg", "http://www.w3.org/2000/svg");
            Attributes(writer, ("width", Width), ("height", Height), ("viewBox", $"0 0 {Width} {Height}"), ("font-family", "sans-serif"), ("font-size", 11), ("fill", "#787774"));
            Element(writer, "rect", ("width", Width), ("height", Height), ("rx", 4), ("fill", "#ffffff"));
            Text(writer, 16, 24, "start", Printable(title), ("font-size", 14), ("fill", "#37352f"));
            Text(writer, Right, 24, "end", ChartScale.Figure(last.Value), ("font-size", 14), ("fill", "#2383e2"));
            foreach (var mark in scale.Marks)
            {
                var y = Place(scale.Part(mark), Bottom, Top);
                Element(writer, "path", ("d", $"M{Left} {y}H{Right}"), ("stroke", "#e9e9e7"));
                Text(writer, Left - 8, Place(scale.Part(mark), Bottom + 4, Top + 4), "end", ChartScale.Figure(mark));
            }

            Text(writer, Left, Height - 12, "start", Numbers.Show(first.At));
            if (last.At > first.At)
            {
                Text(writer, Right, Height - 12, "end", Numbers.Show(last.At));
            }

            Line(writer, ChartThinning.Of(points), new ChartScale(first.At, last.At), scale);
        }

        return svg.ToString();
    }

    private static void Line(XmlWriter writer, IReadOnlyList<ChartPoint> points, ChartScale across, ChartScale up)
    {
        string X(ChartPoint point) => Place(across.Part(point.At), Left, Right);
        string Y(ChartPoint point) => Place(up.Part(point.Value), Bottom, Top);
        if (points is [var only])
        {
            Element(writer, "circle", ("cx", X(only)), ("cy", Y(only)), ("r", 3), ("fill", "#2383e2"));
            return;
        }

        Element(
            writer,
            "polyline",
            ("points", string.Join(' ', points.Select(point => $"{X(point)},{Y(point)}"))),
            ("fill", "none"),
            ("stroke", "#2383e2"),
            ("stroke-width", 2),
            ("stroke-linejoin", "round"));
    }

    private static string Place(double part, int from, int to) => (from + (part * (to - from))).ToString("0.#", CultureInfo.InvariantCulture);

    // XML has no way to say most control characters, and its writer makes of a line's end what the platform calls one.
    private static string Printable(string text) =>
        string.Concat(text.EnumerateRunes().Select(rune => Rune.IsControl(rune) || rune.Value is 0xFFFE or 0xFFFF ? " " : rune.ToString()));

    private static void Text(XmlWriter writer, int x, object y, string anchor, string text, params ReadOnlySpan<(string, object)> more)
    {
        writer.WriteStartElement("text");
        Attributes(writer, ("x", x), ("y", y), ("text-anchor", anchor));
        Attributes(writer, more);
        writer.WriteString(text);
        writer.WriteEndElement();
    }

    private static void Element(XmlWriter writer, string name, params ReadOnlySpan<(string, object)> attributes)
    {
        writer.WriteStartElement(name);
        Attributes(writer, attributes);
        writer.WriteEndElement();
    }

    private static void Attributes(XmlWriter writer, params ReadOnlySpan<(string Name, object Value)> attributes)
    {
        foreach (var (name, value) in attributes)
        {
            writer.WriteAttributeString(name, string.Create(CultureInfo.InvariantCulture, $"{value}"));
        }
    }
}
