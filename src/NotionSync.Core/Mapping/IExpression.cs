using System.Text.Json.Nodes;
using NotionSync.Model;

namespace NotionSync.Mapping;

/// <summary>An expression of a mapping file, parsed and dry-run. Safe for several threads.</summary>
public interface IExpression
{
    /// <summary>As written.</summary>
    string Text { get; }

    /// <summary>Where it stands.</summary>
    SourcePosition Position { get; }

    /// <summary>Whether its result can change although no row did: it speaks of <c>now</c> or of <c>samples</c>.</summary>
    bool DependsOnTime { get; }

    /// <summary>The relations whose rows it reads (<c>links."Name"</c>), by their names in this database.</summary>
    IReadOnlySet<string> Relations { get; }

    /// <summary>Whether it asks which rows its linked rows are linked with (<c>@.links."Name"</c> within <c>links."Name"</c>: titles).</summary>
    bool ReadsFurtherLinks { get; }

    /// <summary>The relations of which it reads all links (<c>relations.database."Name"</c>), by database and name there.</summary>
    IReadOnlySet<(string Database, string Property)> WholeRelations { get; }

    /// <summary>The result over an input.</summary>
    /// <returns>Null for JMESPath's null.</returns>
    /// <exception cref="ExpressionException">A function was given what it cannot take.</exception>
    JsonNode? Evaluate(ExpressionInput input);
}

/// <summary>An expression failed on a record or row. The message names the place and the reason.</summary>
public sealed class ExpressionException(string message, Exception? innerException = null) : Exception(message, innerException);
