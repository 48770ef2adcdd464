using System.Globalization;
using System.Runtime.CompilerServices;

namespace NotionSync.LocalWorkspace;

/// <summary>Precedence climbing over the tokens of one formula.</summary>
internal sealed class Parser(IReadOnlyList<Token> tokens)
{
    /// <summary>How deep a formula may nest, calls, operators and parentheses alike.</summary>
    private const int MostHeight = 400;

    private int _at;

    private Token Current => tokens[_at];

    public static FormulaNode Parse(string text)
    {
        var parser = new Parser(Lexer.Read(text));
        var node = parser.Conditional();
        if (parser.Current.Kind != TokenKind.End)
        {
            throw new FormulaException($"Unexpected '{parser.Current.Value}'.");
        }

        return node.Height() <= MostHeight ? node : throw TooDeep();
    }

    private FormulaNode Conditional()
    {
        var condition = Operation(0);
        if (!TryTake("?"))
        {
            return condition;
        }

        var then = Conditional();
        Take(":");
        return new FormulaNode.Call("if", [condition, then, Conditional()]);
    }

    private FormulaNode Operation(int lowest)
    {
        var left = Unary();
        while (Operators.Of(Current) is { } found && found.Precedence >= lowest)
        {
            _at++;
            var right = Operation(found.IsRightAssociative ? found.Precedence : found.Precedence + 1);
            left = new FormulaNode.Binary(found.Name, left, right);
        }

        return left;
    }

    private static FormulaException TooDeep() => new($"It nests too deep; {MostHeight} levels are the most.");

    private FormulaNode Unary()
    {
        // Everything that nests comes through here.
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw TooDeep();
        }

        if (TryTake("-"))
        {
            return new FormulaNode.Unary("-", Operation(Operators.Power));
        }

        if (TryTake("!") || TryTake("not"))
        {
            return new FormulaNode.Unary("not", Unary());
        }

        return Members(Primary());
    }

    private FormulaNode Members(FormulaNode node)
    {
        while (TryTake("."))
        {
            var name = Name();
            var arguments = Current.Is("(") ? Arguments() : [];
            node = name == "prop" && arguments is [FormulaNode.Literal { Value: Cell.Text key }]
                ? new FormulaNode.Property(key.Value, node)
                : Functions.Checked(name, [node, .. arguments]);
        }

        return node;
    }

    private FormulaNode Primary()
    {
        var token = Current;
        _at++;
        switch (token.Kind)
        {
            case TokenKind.Number:
                return double.TryParse(token.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                    ? new FormulaNode.Literal(new Cell.Number(number))
                    : throw new FormulaException($"'{token.Value}' is not a number.");
            case TokenKind.Text:
                return new FormulaNode.Literal(new Cell.Text(token.Value));
            case TokenKind.Property:
                return new FormulaNode.Property(token.Value);
            case TokenKind.Name:
                return Named(token.Value);
            case TokenKind.Symbol when token.Value == "(":
                var inner = Conditional();
                Take(")");
                return inner;
            case TokenKind.Symbol when token.Value == "[":
                return new FormulaNode.List(Until("]"));
            default:
                throw new FormulaException(token.Kind == TokenKind.End ? "Unexpected end of the formula." : $"Unexpected '{token.Value}'.");
        }
    }

    private FormulaNode Named(string name)
    {
        if (name is "true" or "false")
        {
            return new FormulaNode.Literal(new Cell.Flag(name == "true"));
        }

        if (!Current.Is("("))
        {
            return new FormulaNode.Variable(name);
        }

        var arguments = Arguments();
        if (name != "prop")
        {
            return Functions.Checked(name, arguments);
        }

        return arguments is [FormulaNode.Literal { Value: Cell.Text key }]
            ? new FormulaNode.Property(key.Value)
            : throw new FormulaException("prop() takes the name of a property.");
    }

    private List<FormulaNode> Arguments()
    {
        Take("(");
        return Until(")");
    }

    private List<FormulaNode> Until(string end)
    {
        var items = new List<FormulaNode>();
        while (!TryTake(end))
        {
            if (items.Count > 0)
            {
                Take(",");
            }

            items.Add(Conditional());
        }

        return items;
    }

    private string Name()
    {
        var token = Current;
        _at++;
        return token.Kind == TokenKind.Name ? token.Value : throw new FormulaException($"Expected a name after '.', found '{token.Value}'.");
    }

    private bool TryTake(string symbol)
    {
        if (!Current.Is(symbol))
        {
            return false;
        }

        _at++;
        return true;
    }

    private void Take(string symbol)
    {
        if (!TryTake(symbol))
        {
            throw new FormulaException($"Expected '{symbol}', found '{Current.Value}'.");
        }
    }
}
