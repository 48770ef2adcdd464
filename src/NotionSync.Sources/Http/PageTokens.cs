using System.Diagnostics.CodeAnalysis;

namespace NotionSync.Sources.Http;

/// <summary>Watches the tokens of one paged read: a vendor that hands out one twice would be read for ever.</summary>
/// <param name="vendor">Named in the fault.</param>
/// <param name="what">What is read, e.g. <c>runs of experiment 7</c>.</param>
internal sealed class PageTokens(Vendor vendor, string what)
{
    private readonly HashSet<string> seen = new(StringComparer.Ordinal);

    /// <summary>Whether there is a further page.</summary>
    /// <param name="token">The token, address or offset of the next page; null or empty on the last one.</param>
    /// <exception cref="VendorException">The token has been used before.</exception>
    public bool GoesOn([NotNullWhen(true)] string? token) => !string.IsNullOrEmpty(token) && (seen.Add(token)
        ? true
        : throw new VendorException(
            $"{vendor.Name} at {vendor.Address} gave the same page of {what} twice, so that it cannot be read to its end. Nothing is called gone; "
            + "if it stays, this is a fault of the server or of a proxy in between that caches.",
            status: 0));
}
