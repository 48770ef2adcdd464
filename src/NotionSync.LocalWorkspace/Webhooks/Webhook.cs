namespace NotionSync.LocalWorkspace;

/// <summary>Somebody who wants to be told. Nothing is told before the token of the handshake is confirmed.</summary>
internal sealed class Webhook : Entity
{
    public string Url { get; set; } = "";

    /// <summary>Sent in the handshake; from then on the key of the signatures.</summary>
    public string VerificationToken { get; set; } = "";

    public bool IsConfirmed { get; set; }

    /// <summary>Types of events that are told; empty tells all.</summary>
    public List<string> Events { get; set; } = [];
}
