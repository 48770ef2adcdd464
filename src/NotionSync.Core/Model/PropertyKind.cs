namespace NotionSync.Model;

/// <summary>The property types a mapping may use. <see cref="Other"/> is one that Notion has and we do not write.</summary>
public enum PropertyKind
{
    Title,
    Text,
    Number,
    Select,
    MultiSelect,
    Date,
    Checkbox,
    Url,
    Files,
    Relation,
    Rollup,
    Formula,
    Other,
}
