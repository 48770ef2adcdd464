using System.Text.Json.Nodes;
using NotionSync.Sources.Tests.Contract;

namespace NotionSync.Sources.Tests.Wandb;

/// <summary>What every kind of Weights &amp; Biases promises.</summary>
public abstract class WandbKindContract : PagedKindContract
{
    protected override string Source => "Wandb";

    protected override IReadOnlyDictionary<string, string?> Configuration(Uri address) => WandbStub.Configuration(address, Secret);

    protected override StubAnswer Refusal(int status) => WandbStub.Refusal(status, Secret);

    /// <summary>The operation that lists, and others that list as well.</summary>
    protected abstract IReadOnlyList<string> Lists { get; }

    protected override bool IsListRequest(StubRequest request) => Lists.Contains(WandbStub.Operation(request));

    /// <summary>An item with a state that the vendor will only invent.</summary>
    protected JsonObject With(int number, string member, string word)
    {
        var item = Item(number);
        item[member] = word;
        return item;
    }
}
