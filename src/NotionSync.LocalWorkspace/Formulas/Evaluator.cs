using System.Runtime.CompilerServices;

namespace NotionSync.LocalWorkspace;

/// <summary>Computes a formula for one page.</summary>
internal sealed class Evaluator(Cells cells, DataSource source, Page page)
{
    private readonly Dictionary<string, Cell> _variables = [];

    public Cell Evaluate(FormulaNode node) => RuntimeHelpers.TryEnsureSufficientExecutionStack()
        ? ValueOf(node)
        : throw new FormulaException("It nests too deep.");

    private Cell ValueOf(FormulaNode node) => node switch
    {
        FormulaNode.Literal literal => literal.Value,
        FormulaNode.Variable variable => _variables.GetValueOrDefault(variable.Name) ?? throw new FormulaException($"Undefined name '{variable.Name}'."),
        FormulaNode.Property property => PropertyOf(property),
        FormulaNode.List list => new Cell.Many([.. list.Items.Select(Evaluate)]),
        FormulaNode.Unary { Operator: "-" } unary => Negative(Evaluate(unary.Operand)),
        FormulaNode.Unary unary => new Cell.Flag(!IsTrue(Evaluate(unary.Operand))),
        FormulaNode.Binary { Operator: "and" } both => new Cell.Flag(IsTrue(Evaluate(both.Left)) && IsTrue(Evaluate(both.Right))),
        FormulaNode.Binary { Operator: "or" } either => new Cell.Flag(IsTrue(Evaluate(either.Left)) || IsTrue(Evaluate(either.Right))),
        FormulaNode.Binary binary => Arithmetic.Apply(binary.Operator, Evaluate(binary.Left), Evaluate(binary.Right)),
        FormulaNode.Call call => Call(call.Function, call.Arguments),
        _ => Cell.None,
    };

    public static bool IsTrue(Cell cell) => cell switch
    {
        Cell.Flag flag => flag.Value,
        Cell.Number number => number.Value != 0,
        _ => !cell.IsEmpty,
    };

    private static Cell Negative(Cell cell) => cell is Cell.Number number ? new Cell.Number(-number.Value) : Cell.None;

    private Cell PropertyOf(FormulaNode.Property property)
    {
        if (property.Page is null)
        {
            return source.ById(property.Key) is { } own ? Opened(cells.Of(page, source, own)) : throw new FormulaException("The property is gone.");
        }

        return Evaluate(property.Page) is Cell.Thing { Kind: "page", Id: var id }
            && cells.Workspace.Pages.Find(id) is { } other
            && cells.Workspace.SourceOf(other) is { } otherSource
            && otherSource.Find(property.Key) is { } found
                ? Opened(cells.Of(other, otherSource, found))
                : Cell.None;
    }

    /// <summary>Lists of things become lists that formulas can go through.</summary>
    private Cell Opened(Cell cell) => cell switch
    {
        Cell.Choice { Options: [] } => Cell.None,
        Cell.Choice { Options: [var one] } => new Cell.Text(one.Name),
        Cell.Choice many => new Cell.Many([.. many.Options.Select(option => new Cell.Text(option.Name))]),
        Cell.Refs { Kind: "page" } pages => new Cell.Many([.. pages.Ids.Select(PageThing)]),
        Cell.Refs { Kind: "user" } people => new Cell.Many([.. people.Ids.Select(Person)]),
        Cell.Refs files => new Cell.Many([.. files.Ids.Select(name => new Cell.Text(name))]),
        _ => cell,
    };

    private Cell.Thing PageThing(string id) => new("page", id, cells.Workspace.Pages.Find(id) is { } related ? PageTitle.Of(cells.Workspace, related) : "");

    private Cell.Thing Person(string id) => new("user", id, cells.Workspace.Users.Find(id)?.Name ?? "", cells.Workspace.Users.Find(id)?.Email);

    private Cell Call(string name, IReadOnlyList<FormulaNode> arguments)
    {
        switch (name)
        {
            case "if":
                return Evaluate(IsTrue(Evaluate(arguments[0])) ? arguments[1] : arguments[2]);
            case "ifs":
                return Ifs(arguments);
            case "let" or "lets":
                return Let(arguments);
            case "and":
                return new Cell.Flag(arguments.All(argument => IsTrue(Evaluate(argument))));
            case "or":
                return new Cell.Flag(arguments.Any(argument => IsTrue(Evaluate(argument))));
            case "map" or "filter" or "find" or "findIndex" or "some" or "every":
                return ListFunctions.Each(name, Items(Evaluate(arguments[0])), (item, index) => With(item, index, arguments[1]));
            case "sort" when arguments.Count == 2:
                return ListFunctions.Sorted(Items(Evaluate(arguments[0])), item => With(item, 0, arguments[1]));
            case "id" when arguments.Count == 0:
                return new Cell.Text(page.Id);
            default:
                break;
        }

        IReadOnlyList<Cell> values = [.. arguments.Select(Evaluate)];
        return LogicFunctions.Call(name, values)
            ?? NumberFunctions.Call(name, values)
            ?? TextFunctions.Call(name, values)
            ?? DateFunctions.Call(name, values, cells.Now)
            ?? ListFunctions.Call(name, values)
            ?? throw new FormulaException($"Undefined function '{name}'.");
    }

    private static IReadOnlyList<Cell> Items(Cell cell) => cell switch
    {
        Cell.Many many => many.Items,
        Cell.Nothing => [],
        _ => [cell],
    };

    private Cell Ifs(IReadOnlyList<FormulaNode> arguments)
    {
        for (var i = 0; i + 1 < arguments.Count; i += 2)
        {
            if (IsTrue(Evaluate(arguments[i])))
            {
                return Evaluate(arguments[i + 1]);
            }
        }

        return arguments.Count % 2 == 1 ? Evaluate(arguments[^1]) : Cell.None;
    }

    private Cell Let(IReadOnlyList<FormulaNode> arguments)
    {
        for (var i = 0; i + 1 < arguments.Count; i += 2)
        {
            var name = arguments[i] is FormulaNode.Variable variable ? variable.Name : throw new FormulaException("let() takes a name first.");
            _variables[name] = Evaluate(arguments[i + 1]);
        }

        return Evaluate(arguments[^1]);
    }

    private Cell With(Cell item, int index, FormulaNode body)
    {
        var (current, at) = (_variables.GetValueOrDefault("current"), _variables.GetValueOrDefault("index"));
        _variables["current"] = item;
        _variables["index"] = new Cell.Number(index);
        var result = Evaluate(body);
        _variables["current"] = current ?? Cell.None;
        _variables["index"] = at ?? Cell.None;
        return result;
    }
}
