using System.Text.Json.Nodes;
using NotionSync.Mapping;
using NotionSync.Mapping.Expressions;
using NotionSync.Mapping.Expressions.Functions;
using NotionSync.Model;

namespace NotionSync.Tests.Core.Mapping;

/// <summary>Holds <c>docs/expressions.md</c> to what expressions really do.</summary>
public sealed class ExpressionPageTests
{
    private const string Arrow = " → ";

    private static string Page { get; } = File.ReadAllText(Path.Combine(ProductFiles.Root, "docs", "expressions.md"));

    [Fact]
    public void Every_function_has_an_example()
    {
        var missing = FunctionLibrary.Names.Where(name => !Examples().Any(example => example.Expression.Contains(name + "(", StringComparison.Ordinal)));

        Assert.Empty(missing);
    }

    [Fact]
    public void Every_example_gives_what_the_page_says()
    {
        string[] wrong =
        [
            .. from example in Examples()
               let result = Evaluate(example.Expression, example.Input)
               where !JsonNode.DeepEquals(JsonNode.Parse(example.Result), result)
               select $"{example.Expression} gives {result?.ToJsonString() ?? "null"}, the page says {example.Result}",
        ];

        Assert.True(Examples().Count() > 90, "The page lost its examples.");
        Assert.True(wrong.Length == 0, string.Join('\n', wrong));
    }

    private static JsonNode? Evaluate(string expression, string input) =>
        JmesPathExpression.Parse(expression, "example", new SourcePosition("docs/expressions.md", 1, 1)).Evaluate(ExpressionInput.From(JsonNode.Parse(input)));

    private static IEnumerable<(string Expression, string Input, string Result)> Examples()
    {
        foreach (var block in Page.Split("```jmespath\n").Skip(1).Select(part => part[..part.IndexOf("```", StringComparison.Ordinal)]))
        {
            var input = "{}";
            foreach (var line in block.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            {
                if (line.LastIndexOf(Arrow, StringComparison.Ordinal) is var at and >= 0)
                {
                    yield return (line[..at], input, line[(at + Arrow.Length)..]);
                }
                else
                {
                    input = line;
                }
            }
        }
    }
}
