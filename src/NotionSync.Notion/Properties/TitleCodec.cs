using NotionSync.Model;
using NotionSync.Notion.Api.Contracts;

namespace NotionSync.Notion.Properties;

/// <summary>The page's name: text under another name, exactly once in a schema.</summary>
internal sealed class TitleCodec() : TextCodec(PropertyKind.Title, PropertyType.Title, "title");
