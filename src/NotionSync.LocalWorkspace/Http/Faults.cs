using System.Text.Json.Nodes;

namespace NotionSync.LocalWorkspace;

/// <summary>A fault to be played to a client.</summary>
internal sealed class Fault
{
    private static readonly string[] Kinds = ["status", "reset", "hang", "slow", "html502", "committed503", "taskFails", "taskRetries"];

    public required string Method { get; init; }

    public required string Path { get; init; }

    /// <summary>How many matching calls still pass before it strikes; 1 is the next one.</summary>
    public int Nth { get; set; } = 1;

    public int Times { get; set; } = 1;

    /// <summary>Whether the call is carried out first.</summary>
    public bool IsAfter { get; init; }

    /// <summary>status, reset, hang, slow, html502, committed503, taskFails or taskRetries.</summary>
    public string Kind { get; init; } = "status";

    public int Status { get; init; } = 500;

    public string? Code { get; init; }

    public int? RetryAfter { get; init; }

    public string? Reason { get; init; }

    /// <summary>How long a slow answer takes.</summary>
    public TimeSpan Delay { get; init; }

    public static Fault From(JsonObject json) => !Kinds.Contains(json.Text("kind") ?? "status")
        ? throw ApiException.Body($"body.kind should be one of {string.Join(", ", Kinds)}, instead was `{Shape.Shown(json["kind"])}`.")
        : new()
        {
            Method = json.Text("method") ?? "*",
            Path = json.Text("path") ?? "/v1",
            Nth = Whole(json, "nth", 1, int.MaxValue) ?? 1,
            Times = Whole(json, "times", 1, int.MaxValue) ?? 1,
            Kind = json.Text("kind") ?? "status",
            IsAfter = json.Text("when") == "after" || json.Text("kind") == "committed503",
            Status = Whole(json, "status", 400, 599) ?? 500,
            Code = json.Text("code"),
            RetryAfter = Whole(json, "retryAfter", 0, int.MaxValue),
            Reason = json.Text("reason"),
            Delay = TimeSpan.FromSeconds(Math.Clamp(json.Number("seconds") ?? 1, 0, 3_600)),
        };

    private static int? Whole(JsonObject json, string name, int least, int most) => json[name] is null
        ? null
        : json.Number(name) is { } number && number >= least && number <= most && double.IsInteger(number)
            ? (int)number
            : throw ApiException.Body($"body.{name} should be a whole number from {least} to {most}, instead was `{Shape.Shown(json[name])}`.");

    public JsonObject ToJson() => new()
    {
        ["method"] = Method,
        ["path"] = Path,
        ["nth"] = Nth,
        ["times"] = Times,
        ["when"] = IsAfter ? "after" : "before",
        ["kind"] = Kind,
        ["status"] = Kind == "status" ? Status : null,
        ["reason"] = Reason,
    };
}

/// <summary>The faults that wait for their call.</summary>
internal sealed class Faults
{
    private readonly Lock _lock = new();
    private readonly List<Fault> _waiting = [];

    public void Add(Fault fault)
    {
        lock (_lock)
        {
            _waiting.Add(fault);
        }
    }

    public JsonObject ToJson()
    {
        lock (_lock)
        {
            return new JsonObject { ["faults"] = Json.ArrayOf(_waiting.Select(fault => fault.ToJson())) };
        }
    }

    public void Clear()
    {
        lock (_lock)
        {
            _waiting.Clear();
        }
    }

    /// <summary>The fault that strikes this call, if any. Each matching call counts down every fault that waits for it.</summary>
    public Fault? Strike(string method, string path, string template)
    {
        lock (_lock)
        {
            Fault? struck = null;
            foreach (var fault in _waiting.Where(fault => Matches(fault, method, path, template)).ToList())
            {
                if (fault.Nth > 1)
                {
                    fault.Nth--;
                }
                else if (struck is null)
                {
                    struck = fault;
                    if (--fault.Times <= 0)
                    {
                        _waiting.Remove(fault);
                    }
                }
            }

            return struck;
        }
    }

    // A path with a gap means that endpoint; a whole path means that call; anything else means what begins with it.
    private static bool Matches(Fault fault, string method, string path, string template) =>
        (fault.Method == "*" || fault.Method == method)
        && (fault.Path.Contains('{', StringComparison.Ordinal)
            ? Same(fault.Path, template)
            : Routes.All.Any(route => route.Path == fault.Path) ? fault.Path == template : path.StartsWith(fault.Path, StringComparison.Ordinal));

    private static bool Same(string wanted, string template)
    {
        var (left, right) = (wanted.Split('/'), template.Split('/'));
        return left.Length == right.Length && left.Zip(right).All(pair => pair.First == pair.Second || (pair.First.StartsWith('{') && pair.Second.StartsWith('{')));
    }
}
