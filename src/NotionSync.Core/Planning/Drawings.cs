using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using NotionSync.Mapping.Pages;
using NotionSync.Model;
using NotionSync.State;

namespace NotionSync.Planning;

/// <summary>A drawing of the home page that changes with a row's page: one write, and a read before it where there is one already.</summary>
/// <param name="Drawing">Which.</param>
/// <param name="Code">In Mermaid's words.</param>
/// <param name="IsNew">Whether the page has none yet.</param>
internal sealed record DrawingWrite(HomeBlock.Drawing Drawing, string Code, bool IsNew);

/// <summary>The drawings of the home page that follow from rows.</summary>
internal static class Drawings
{
    private const string Language = "mermaid";
    private const int HashLength = 12;

    /// <summary>What stands below a drawing, by which it is found again.</summary>
    public static string Caption(HomeBlock.Drawing drawing) => $"{drawing.Title} · Kept by NotionSync";

    /// <summary>By which it is known that a drawing is what it was.</summary>
    public static string Hash(string code) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(code.Trim())))[..HashLength];

    /// <summary>Adds to each write of a page's content the drawing that changes with it.</summary>
    /// <param name="plan">The writes.</param>
    /// <param name="home">The page; null for none.</param>
    /// <param name="known">What is known of it; null when it is not there.</param>
    public static RowPlan Attach(RowPlan plan, HomePage? home, KnownHome? known)
    {
        if (home is null || known is null)
        {
            return plan;
        }

        var drawings = HomeFit.Drawings(home).ToDictionary(drawing => drawing.Row);
        return plan with
        {
            Writes = [.. plan.Writes.Select(write => drawings.TryGetValue(write.Row.Ref, out var drawing) ? write with { Drawing = Of(write, drawing, known) } : write)],
        };
    }

    /// <summary>The first drawing of a page's markdown; null for none.</summary>
    public static string? First(string markdown)
    {
        var fence = new CodeFence();
        List<string>? code = null;
        foreach (var line in markdown.Split('\n'))
        {
            switch (fence.Next(line))
            {
                case CodeLine.Edge when code is not null:
                    return string.Join('\n', code);
                case CodeLine.Edge when line.Trim().TrimStart('`', '~').Trim() == Language:
                    code = [];
                    break;
                case CodeLine.Inside:
                    code?.Add(line.TrimEnd('\r'));
                    break;
                default:
                    break;
            }
        }

        return null;
    }

    private static DrawingWrite? Of(RowWrite write, HomeBlock.Drawing drawing, KnownHome known)
    {
        var drawn = known.Drawings.GetValueOrDefault(drawing.Key, KnownDrawing.None);
        return write.Body is { } body && First(body) is { } code && !drawn.IsTheirs && drawn.Hash != Hash(code)
            ? new DrawingWrite(drawing, code, IsNew: drawn.BlockId.Length == 0)
            : null;
    }
}
