using System.Globalization;

namespace NotionSync.Browser.Bench;

/// <summary>A database with every kind of property, and rows that fill them.</summary>
internal static class ThingsSchema
{
    public const int Rows = 24;

    private static readonly string[] Stages = ["Idea", "Beta", "Live"];

    private static readonly string[] Tags = ["fast", "cheap", "good"];

    private static readonly string[] Teams = ["Blue", "Green"];

    public static string With(string parts) => $$$"""
        "Name":{"title":{}},
        "Note":{"rich_text":{}},
        "Count":{"number":{}},
        "Share":{"number":{"format":"percent"}},
        "Price":{"number":{"format":"dollar"}},
        "Stage":{"select":{"options":[{"name":"Idea","color":"gray"},{"name":"Beta","color":"yellow"},{"name":"Live","color":"green"}]}},
        "Team":{"select":{"options":[{"name":"Blue","color":"blue"},{"name":"Green","color":"green"}]}},
        "Tags":{"multi_select":{"options":[{"name":"fast","color":"red"},{"name":"cheap","color":"purple"},{"name":"good","color":"pink"}]}},
        "State":{"status":{}},
        "Day":{"date":{}},
        "Time":{"date":{}},
        "Done":{"checkbox":{}},
        "Site":{"url":{}},
        "Mail":{"email":{}},
        "Phone":{"phone_number":{}},
        "Files":{"files":{}},
        "Owner":{"people":{}},
        "Where":{"place":{}},
        "Part":{"relation":{"data_source_id":"{{{parts}}}","type":"dual_property","dual_property":{} } },
        "Weight":{"rollup":{"relation_property_name":"Part","rollup_property_name":"Weight","function":"sum"}},
        "Part names":{"rollup":{"relation_property_name":"Part","rollup_property_name":"Name","function":"show_original"}},
        "Double":{"formula":{"expression":"prop(\"Count\") * 2"}},
        "Number":{"unique_id":{"prefix":"T"}},
        "Made":{"created_time":{}},
        "Changed":{"last_edited_time":{}},
        "Maker":{"created_by":{}},
        "Changer":{"last_edited_by":{}}
        """;

    /// <param name="at">1 for the first row.</param>
    public static string Row(int at, string picture, IReadOnlyList<string> parts)
    {
        var day = new DateOnly(2026, 11, 1).AddDays(at);
        return string.Create(CultureInfo.InvariantCulture, $$$"""
            "Note":{"rich_text":[{"text":{"content":"Note {{{at}}} with "}},{"text":{"content":"a link","link":{"url":"https://example.com/{{{at}}}"} },"annotations":{"bold":true,"color":"blue"} }]},
            "Count":{"number":{{{at}}}},
            "Share":{"number":{{{at / 100.0}}}},
            "Price":{"number":{{{at * 12.5}}}},
            "Stage":{"select":{"name":"{{{Stages[at % 3]}}}"}},
            "Team":{"select":{"name":"{{{Teams[at % 2]}}}"}},
            "Tags":{"multi_select":[{"name":"{{{Tags[at % 3]}}}"},{"name":"{{{Tags[(at + 1) % 3]}}}"}]},
            "Day":{"date":{"start":"{{{day:yyyy-MM-dd}}}","end":"{{{day.AddDays(2):yyyy-MM-dd}}}"} },
            "Time":{"date":{"start":"{{{day:yyyy-MM-dd}}}T10:30:00Z"} },
            "Done":{"checkbox":{{{(at % 2 == 0 ? "true" : "false")}}}},
            "Site":{"url":"https://example.com/things/{{{at}}}"},
            "Mail":{"email":"thing{{{at}}}@example.com"},
            "Phone":{"phone_number":"+49 30 {{{at}}}"},
            "Files":{"files":[{"name":"dot.png","type":"file_upload","file_upload":{"id":"{{{picture}}}"} }]},
            "Part":{"relation":[{"id":"{{{parts[at % parts.Count]}}}"}]}
            """);
    }
}
