using System.Text.Json;
using System.Text.Json.Serialization;

namespace NotionSync.Planning;

/// <summary>A plan that was saved, to be applied as it is or refused.</summary>
/// <param name="Format">Version of the file's form.</param>
/// <param name="Mapping">Fingerprint of the mapping files from which the plan was made.</param>
/// <param name="ParentPage">The page for which it was made.</param>
/// <param name="Plan">The plan.</param>
public sealed record PlanFile(int Format, string Mapping, string ParentPage, Plan Plan)
{
    private const int CurrentFormat = 1;

    /// <summary>The file's text.</summary>
    public static string Write(Plan plan, string mapping, string parentPage) =>
        JsonSerializer.Serialize(new PlanFile(CurrentFormat, mapping, parentPage, plan), PlanFileJson.Default.PlanFile);

    /// <summary>Reads a file's text and checks that the plan is for these mappings and this page.</summary>
    /// <exception cref="FormatException">It is no such file, or for something else. The message says why and what to do.</exception>
    public static Plan Read(string text, string mapping, string parentPage)
    {
        var file = Parse(text);
        return file switch
        {
            { Format: not CurrentFormat } => throw new FormatException($"The plan is of format {file.Format}, this notionsync reads {CurrentFormat}. {MakeAnew}"),
            _ when file.Mapping != mapping => throw new FormatException($"The mapping files were changed since the plan was made. {MakeAnew}"),
            _ when file.ParentPage != parentPage => throw new FormatException($"The plan was made for page {file.ParentPage}, configured is {parentPage}. {MakeAnew}"),
            _ => file.Plan,
        };
    }

    private const string MakeAnew = "Make a new one with 'notionsync plan --out'.";

    private static PlanFile Parse(string text)
    {
        try
        {
            return JsonSerializer.Deserialize(text, PlanFileJson.Default.PlanFile) is { Plan.Changes.IsDefault: false } file
                ? file
                : throw new FormatException($"The file holds no plan. {MakeAnew}");
        }
        catch (JsonException exception)
        {
            throw new FormatException($"The file holds no plan. {MakeAnew}", exception);
        }
    }
}

/// <summary>The file's form.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, WriteIndented = true, RespectRequiredConstructorParameters = true, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(PlanFile))]
internal sealed partial class PlanFileJson : JsonSerializerContext;
