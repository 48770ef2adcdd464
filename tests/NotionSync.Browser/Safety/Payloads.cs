namespace NotionSync.Browser.Safety;

/// <summary>Texts that would run a script, if anything took them for more than text. Each calls <c>pwned</c> in its own way.</summary>
internal static class Payloads
{
    /// <summary>Texts for every place where text stands.</summary>
    public static IReadOnlyList<string> Texts { get; } =
    [
        // Elements.
        "<script>pwned(1)</script>",
        "<SCRIPT SRC=//127.0.0.1/x.js></SCRIPT>",
        "<scr<script>ipt>pwned(1)</scr</script>ipt>",
        "</title><script>pwned(1)</script>",
        "</textarea><script>pwned(1)</script>",
        "</style><script>pwned(1)</script>",
        "--><script>pwned(1)</script>",
        "]]><script>pwned(1)</script>",
        "</script><script>pwned(1)</script>",
        "</template><script>pwned(1)</script>",
        "<noscript><p title=\"</noscript><img src=x onerror=pwned(1)>\">",
        "<img src=x onerror=pwned(1)>",
        "<img src=x:x onerror=\"pwned(1)\"//",
        "<image src=x onerror=pwned(1)>",
        "<svg onload=pwned(1)>",
        "<svg><script>pwned(1)</script></svg>",
        "<svg><animate onbegin=pwned(1) attributeName=x dur=1s>",
        "<svg><a xlink:href=\"javascript:pwned(1)\"><text>x</text></a></svg>",
        "<math><mtext><table><mglyph><style><img src=x onerror=pwned(1)>",
        "<math href=\"javascript:pwned(1)\">x</math>",
        "<iframe src=\"javascript:pwned(1)\"></iframe>",
        "<iframe srcdoc=\"<script>parent.pwned(1)</script>\"></iframe>",
        "<object data=\"javascript:pwned(1)\"></object>",
        "<embed src=\"javascript:pwned(1)\">",
        "<base href=\"//127.0.0.1/\">",
        "<meta http-equiv=refresh content=\"0;url=javascript:pwned(1)\">",
        "<link rel=stylesheet href=\"data:text/css,*{x:expression(pwned(1))}\">",
        "<body onload=pwned(1)>",
        "<details open ontoggle=pwned(1)>",
        "<input autofocus onfocus=pwned(1)>",
        "<video><source onerror=pwned(1)></video>",
        "<audio src=x onerror=pwned(1)>",
        "<marquee onstart=pwned(1)>x</marquee>",
        "<form action=\"javascript:pwned(1)\"><button>go</button></form>",
        "<button formaction=\"javascript:pwned(1)\">go</button>",
        "<a href=\"javascript:pwned(1)\">x</a>",
        "<div style=\"background:url(javascript:pwned(1))\">x</div>",
        "<style>@import 'javascript:pwned(1)';</style>",
        "<x contenteditable onblur=pwned(1) autofocus>",

        // Out of attributes.
        "\" onmouseover=\"pwned(1)\" autofocus onfocus=\"pwned(1)\" x=\"",
        "' onmouseover='pwned(1)' autofocus onfocus='pwned(1)' x='",
        "\"><img src=x onerror=pwned(1)>",
        "'><svg/onload=pwned(1)>",
        "` onerror=pwned(1) `",
        "x\" style=\"animation-name:glow\" onanimationstart=\"pwned(1)",

        // Encodings and templates.
        "&lt;img src=x onerror=pwned(1)&gt;",
        "&#60;img src=x onerror=pwned(1)&#62;",
        "%3Cscript%3Epwned(1)%3C/script%3E",
        "\\u003cscript\\u003epwned(1)\\u003c/script\\u003e",
        "＜script＞pwned(1)＜/script＞",
        "{{constructor.constructor('pwned(1)')()}}",
        "${pwned(1)}",
        "<%= pwned(1) %>",
        "@(pwned(1))",
        "\u202e<script>pwned(1)</script>",
        "<img\u2028src=x\u2028onerror=pwned(1)>",

        // Markdown that becomes markup.
        "[x](javascript:pwned(1))",
        "![x](x\"onerror=\"pwned(1))",
        "[x]: javascript:pwned(1)",
        "<javascript:pwned(1)>",
        "```html\n<script>pwned(1)</script>\n```",
    ];

    /// <summary>Addresses that a browser would run or that smuggle one.</summary>
    public static IReadOnlyList<string> Addresses { get; } =
    [
        "javascript:pwned(1)",
        "JaVaScRiPt:pwned(1)",
        " javascript:pwned(1)",
        "java\tscript:pwned(1)",
        "java\nscript:pwned(1)",
        "\u0001javascript:pwned(1)",
        "javascript://example.com/%0apwned(1)",
        "javascript&colon;pwned(1)",
        "data:text/html,<script>pwned(1)</script>",
        "data:text/html;base64,PHNjcmlwdD5wd25lZCgxKTwvc2NyaXB0Pg==",
        "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' onload='pwned(1)'/>",
        "vbscript:pwned(1)",
        "blob:null/pwned",
        "file:///etc/passwd",
        "view-source:javascript:pwned(1)",
        "https://example.com/\" onclick=\"pwned(1)",
        "https://example.com/<script>pwned(1)</script>",
    ];

    /// <summary>Diagrams that try to leave their frame.</summary>
    public static IReadOnlyList<string> Diagrams { get; } =
    [
        "graph TD\n A[\"<img src=x onerror=pwned(1)>\"] --> B",
        "graph TD\n A[\"<script>pwned(1)</script>\"] --> B",
        "graph TD\n A[One]\n click A \"javascript:pwned(1)\"",
        "graph TD\n A[One]\n click A call pwned(1)",
        "graph TD\n A[One]\n click A href \"javascript:pwned(1)\" \"tip\"",
        "%%{init: {\"securityLevel\": \"loose\", \"htmlLabels\": true, \"flowchart\": {\"htmlLabels\": true}}}%%\ngraph TD\n A[\"<img src=x onerror=pwned(1)>\"] --> B\n click A call pwned(1)",
        "%%{init: {\"themeCSS\": \"} * { background: url(javascript:pwned(1)) } <img src=x onerror=pwned(1)>\"}}%%\ngraph TD\n A --> B",
        "%%{init: {\"fontFamily\": \"x;}</style><img src=x onerror=pwned(1)>\"}}%%\ngraph TD\n A --> B",
        "---\nconfig:\n  securityLevel: loose\n---\ngraph TD\n A[\"<svg onload=pwned(1)>\"] --> B",
        "sequenceDiagram\n participant A as <img src=x onerror=pwned(1)>\n A->>B: <script>pwned(1)</script>\n link A: Board @ javascript:pwned(1)",
        "classDiagram\n class A\n link A \"javascript:pwned(1)\" \"tip\"\n callback A \"pwned\"",
        "gantt\n section <img src=x onerror=pwned(1)>\n A :a1, 2026-01-01, 3d\n click a1 call pwned(1)",
        "pie title <img src=x onerror=pwned(1)>\n \"<svg onload=pwned(1)>\" : 10",
        "graph TD\n A[\"`**bold** <iframe srcdoc='<script>parent.pwned(1)</script>'>`\"] --> B",
        "not a diagram <img src=x onerror=pwned(1)>",
    ];

    /// <summary>Files that are programs when a browser opens them.</summary>
    public static IReadOnlyList<(string Name, string Type, string Content)> Files { get; } =
    [
        ("page.html", "text/html", "<!doctype html><script>document.title = 'pwned'; console.log('pwned')</script><p>page</p>"),
        ("picture.svg", "image/svg+xml", "<svg xmlns='http://www.w3.org/2000/svg' width='20' height='20' onload=\"console.log('pwned')\"><script>console.log('pwned')</script><rect width='20' height='20'/></svg>"),
        ("page.xhtml", "application/xhtml+xml", "<html xmlns='http://www.w3.org/1999/xhtml'><head><title>x</title></head><body><script>console.log('pwned')</script></body></html>"),
        ("notes.txt", "text/plain", "<script>console.log('pwned')</script>"),
    ];
}
