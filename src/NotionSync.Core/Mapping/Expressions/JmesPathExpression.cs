using System.Collections.Frozen;
using System.Text.Json.Nodes;
using DevLab.JmesPath;
using NotionSync.Mapping.Expressions.Functions;
using NotionSync.Model;
using Parsed = DevLab.JmesPath.Expressions.JmesPathExpression;

namespace NotionSync.Mapping.Expressions;

/// <summary>An expression in JMESPath with the functions of <see cref="FunctionLibrary"/>.</summary>
internal sealed class JmesPathExpression : IExpression
{
    private readonly Parsed _parsed;
    private readonly string _owner;
    private readonly ExpressionText _text;

    // The library keeps the variables of `let` and the root `$` in the parsed expression itself.
    private readonly Lock? _oneAtATime;

    private JmesPathExpression(ExpressionText text, Parsed parsed, bool keepsState, string owner, SourcePosition position)
    {
        Position = position;
        DependsOnTime = text.DependsOnTime;
        Relations = text.Relations.ToFrozenSet();
        ReadsFurtherLinks = text.ReadsFurtherLinks;
        WholeRelations = text.WholeRelations.ToFrozenSet();
        _text = text;
        _parsed = parsed;
        _owner = owner;
        _oneAtATime = keepsState ? new Lock() : null;
    }

    /// <inheritdoc/>
    public string Text => _text.Written;

    /// <inheritdoc/>
    public SourcePosition Position { get; }

    /// <inheritdoc/>
    public bool DependsOnTime { get; }

    /// <inheritdoc/>
    public IReadOnlySet<string> Relations { get; }

    /// <inheritdoc/>
    public bool ReadsFurtherLinks { get; }

    /// <inheritdoc/>
    public IReadOnlySet<(string Database, string Property)> WholeRelations { get; }

    /// <summary>Parses an expression; unknown functions and a wrong number of arguments show here, not at evaluation.</summary>
    /// <param name="text">As written.</param>
    /// <param name="owner">What the expression is for, e.g. <c>Uptime</c> or <c>where</c>; named in errors.</param>
    /// <param name="position">Where it stands.</param>
    /// <exception cref="ExpressionException">It is no expression.</exception>
    public static JmesPathExpression Parse(string text, string owner, SourcePosition position)
    {
        var tokens = new ExpressionText(text);
        var library = new JmesPath();
        FunctionLibrary.Register(library.FunctionRepository);
        try
        {
            var parsed = library.Parse(tokens.Parsable);
            var literals = new LiteralVisitor();
            parsed.Accept(literals);
            return new JmesPathExpression(tokens, parsed, literals.KeepsState, owner, position);
        }
        catch (Exception error)
        {
            throw Failure(owner, position, tokens, error);
        }
    }

    /// <inheritdoc/>
    public JsonNode? Evaluate(ExpressionInput input)
    {
        try
        {
            if (_oneAtATime is null)
            {
                return ExpressionInput.ToNode(_parsed.Transform(input.Token).AsJToken());
            }

            lock (_oneAtATime)
            {
                return ExpressionInput.ToNode(_parsed.Transform(input.Token).AsJToken());
            }
        }
        catch (Exception error)
        {
            throw Failure(_owner, Position, _text, error);
        }
    }

    // The library throws bare exceptions for everything, so there is no narrower type to catch.
    private static ExpressionException Failure(string owner, SourcePosition position, ExpressionText text, Exception error) =>
        new($"{position}: '{owner}': {LibraryError.Explain(error.Message, text)}", error);
}
