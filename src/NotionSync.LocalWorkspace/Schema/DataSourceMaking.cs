using System.Text.Json.Nodes;

namespace NotionSync.LocalWorkspace;

internal static class DataSourceMaking
{
    /// <summary>Makes a data source inside a database, with its own table view. Nothing is kept when the schema is refused.</summary>
    public static DataSource Make(Call call, Database database, JsonObject? properties, JsonArray? title)
    {
        var workspace = call.Workspace;
        var source = new DataSource { DatabaseId = database.Id, OwnTitle = title };
        source.MarkCreated(call.Now, call.Actor);

        // The mirror of a relation is named after the database, so it must be there when the schema is read.
        var wasKnown = workspace.Databases.Find(database.Id) is not null;
        workspace.Databases.Save(database);
        try
        {
            SchemaChange.Apply(call, source, properties is null ? new JsonObject { ["Name"] = new JsonObject { ["title"] = new JsonObject() } } : properties);
        }
        catch (ApiException) when (!wasKnown)
        {
            workspace.Databases.Remove(database.Id);
            throw;
        }

        database.DataSources.Add(source.Id);
        var view = new View { DatabaseId = database.Id, DataSourceId = source.Id, Name = "Default view", Type = "table" };
        view.MarkCreated(call.Now, call.Actor);
        workspace.Views.Save(view);
        database.Views.Add(view.Id);
        return source;
    }
}
