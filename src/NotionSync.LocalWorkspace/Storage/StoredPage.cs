using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace NotionSync.LocalWorkspace;

/// <summary>A page without its values, read by hand: a start waits for tens of thousands of them, and a serializer takes ten times as long when it is new.</summary>
internal static class StoredPage
{
    public static string Write(Page page)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(buffer);
        writer.WriteStartObject();
        writer.WriteString("Id", page.Id);
        writer.WriteString("Parent", page.Parent.ToString());
        writer.WriteNumber("Sequence", page.Sequence);
        writer.WriteString("CreatedTime", page.CreatedTime);
        writer.WriteString("LastEditedTime", page.LastEditedTime);
        writer.WriteString("CreatedBy", page.CreatedBy);
        writer.WriteString("LastEditedBy", page.LastEditedBy);
        if (page.UniqueNumber is { } number)
        {
            writer.WriteNumber("UniqueNumber", number);
        }

        WriteFlag("InTrash", page.InTrash);
        WriteFlag("IsArchived", page.IsArchived);
        WriteFlag("IsLocked", page.IsLocked);
        WriteNode("Icon", page.Icon);
        WriteNode("Cover", page.Cover);
        if (page.Children.Count > 0)
        {
            WriteNode("Children", Json.ArrayOf(page.Children.Select(id => JsonValue.Create(id))));
        }

        writer.WriteEndObject();
        writer.Flush();
        return System.Text.Encoding.UTF8.GetString(buffer.WrittenSpan);

        void WriteFlag(string name, bool value)
        {
            if (value)
            {
                writer.WriteBoolean(name, value);
            }
        }

        void WriteNode(string name, JsonNode? value)
        {
            if (value is not null)
            {
                writer.WritePropertyName(name);
                value.WriteTo(writer);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static Page Read(ReadOnlySpan<byte> json, StringPool pool, KeptValues values)
    {
        var page = new Page();
        page.KeptBy(values);
        var reader = new Utf8JsonReader(json);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = pool.Shared(reader.ValueSpan);
            reader.Read();
            switch (name)
            {
                case "Id":
                    page.Id = pool.Shared(reader.ValueSpan);
                    break;
                case "Parent":
                    page.Parent = ReadParent(ref reader, pool);
                    break;
                case "Sequence":
                    page.Sequence = reader.GetInt64();
                    break;
                case "CreatedTime":
                    page.CreatedTime = reader.GetDateTimeOffset();
                    break;
                case "LastEditedTime":
                    page.LastEditedTime = reader.GetDateTimeOffset();
                    break;
                case "CreatedBy":
                    page.CreatedBy = pool.Shared(reader.ValueSpan);
                    break;
                case "LastEditedBy":
                    page.LastEditedBy = pool.Shared(reader.ValueSpan);
                    break;
                case "UniqueNumber":
                    page.UniqueNumber = reader.GetInt32();
                    break;
                case "InTrash":
                    page.InTrash = reader.GetBoolean();
                    break;
                case "IsArchived":
                    page.IsArchived = reader.GetBoolean();
                    break;
                case "IsLocked":
                    page.IsLocked = reader.GetBoolean();
                    break;
                case "Icon":
                    page.Icon = JsonNode.Parse(ref reader);
                    break;
                case "Cover":
                    page.Cover = JsonNode.Parse(ref reader);
                    break;
                case "Children":
                    page.Children.AddRange(((JsonArray)JsonNode.Parse(ref reader)!).Select(id => id!.AsText()));
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        return page;
    }

    private static ParentRef ReadParent(ref Utf8JsonReader reader, StringPool pool)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            return pool.Parent(reader.ValueSpan);
        }

        // As older files have it.
        using var json = JsonDocument.ParseValue(ref reader);
        return new ParentRef(json.RootElement.GetProperty("Kind").GetString()!, json.RootElement.TryGetProperty("Id", out var id) ? id.GetString()! : "");
    }
}
