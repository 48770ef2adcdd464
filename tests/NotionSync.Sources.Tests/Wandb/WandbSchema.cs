using GraphQL;
using GraphQL.Types;
using GraphQL.Validation;
using GraphQLParser;
using GraphQLParser.AST;

namespace NotionSync.Sources.Tests.Wandb;

/// <summary>The vendor's schema as judge of documents; nothing is carried out by it.</summary>
internal static class WandbSchema
{
    private static readonly Lazy<ISchema> Judge = new(Read);

    /// <summary>What is wrong with a document that holds one operation.</summary>
    public static async Task<IReadOnlyList<string>> FaultsAsync(string text, CancellationToken cancellationToken)
    {
        var document = Parser.Parse(text);
        var result = await new DocumentValidator().ValidateAsync(new ValidationOptions
        {
            Schema = Judge.Value,
            Document = document,
            Operation = document.Definitions.OfType<GraphQLOperationDefinition>().Single(),
            Rules = DocumentValidator.CoreRules,
            Variables = Inputs.Empty,
            Extensions = Inputs.Empty,
            CancellationToken = cancellationToken,
        });
        return [.. result.Errors.Select(error => error.Message).Where(fault => !IsOfAValue(fault))];
    }

    private static Schema Read()
    {
        var schema = Schema.For(File.ReadAllText(TestFolder.Recording("wandb/schema.graphql")), builder =>
        {
            foreach (var name in (string[])["Initiator", "Node", "ArtifactCollection"])
            {
                builder.Types.For(name).ResolveType = _ => new ObjectGraphType();
            }
        });
        foreach (var name in (string[])["DateTime", "JSONString", "JSON", "Duration", "Int64"])
        {
            schema.RegisterType(new Plain { Name = name });
        }

        return schema;
    }

    // The documents are judged without values for their variables.
    private static bool IsOfAValue(string fault) => fault.StartsWith("Variable '$", StringComparison.Ordinal) && fault.Contains("is invalid", StringComparison.Ordinal);

    private sealed class Plain : ScalarGraphType
    {
        public override object? ParseValue(object? value) => value;
    }
}
