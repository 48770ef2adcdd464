using NotionSync.Model;

namespace NotionSync.State;

/// <summary>
/// What a record says whose row is not there yet and that makes none itself. It waits for a row with the same properties, for its source
/// need not tell of it again.
/// </summary>
/// <param name="Claim">What it says; its row is not known, so it is the claimant's own key.</param>
/// <param name="MatchKey">The values by which its row will be known, as one text.</param>
public sealed record WaitingClaim(Claim Claim, string MatchKey);

/// <summary>A waiting claim without what it says.</summary>
public sealed record WaitingMark(RowKey Claimant, string Scope, string Fingerprint, string MatchKey);
