using System.Text.Json.Nodes;

namespace NotionSync.LocalWorkspace;

/// <summary>An error answer of the API.</summary>
internal sealed class ApiException(int status, string code, string message, JsonObject? additionalData = null) : Exception(message)
{
    public int Status => status;

    public string Code => code;

    public JsonObject? AdditionalData => additionalData;

    public static ApiException Validation(string message) => new(400, "validation_error", message);

    public static ApiException Body(string fault) => Validation($"body failed validation: {fault}");

    public static ApiException InvalidUrl() => new(400, "invalid_request_url", "Invalid request URL.");

    public static ApiException NotFound(string kind, string id) => new(404, "object_not_found",
        $"Could not find {kind} with ID: {id}. Make sure the relevant pages and databases are shared with your integration.");

    public static ApiException Restricted() => new(403, "restricted_resource", "Insufficient permissions for this endpoint.");

    public JsonObject ToJson()
    {
        var json = new JsonObject { ["object"] = "error", ["status"] = status, ["code"] = code, ["message"] = Message };
        if (additionalData is not null)
        {
            json["additional_data"] = additionalData.DeepClone();
        }

        return json;
    }
}
