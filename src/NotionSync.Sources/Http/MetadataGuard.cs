using System.Net;
using System.Net.Sockets;

namespace NotionSync.Sources.Http;

/// <summary>
/// Connects to no link-local address, and to none that a cloud keeps for itself: there a machine's cloud answers whoever asks with the machine's own credentials. It is looked at
/// when a connection is made, so that a name that leads there is no way around.
/// </summary>
/// <param name="resolve">Looks up the addresses of a name.</param>
internal sealed class MetadataGuard(Func<string, CancellationToken, Task<IPAddress[]>> resolve)
{
    private static readonly IPNetwork[] Forbidden = [IPNetwork.Parse("169.254.0.0/16"), IPNetwork.Parse("fe80::/10"), IPNetwork.Parse("fd00:ec2::/32"), IPNetwork.Parse("100.100.100.200/32")];

    /// <summary>With the names as this machine knows them.</summary>
    public static MetadataGuard OfThisMachine { get; } = new(Dns.GetHostAddressesAsync);

    /// <summary>Whether nothing may be asked of an address.</summary>
    public static bool Forbids(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : WithoutScope(address);
        return Forbidden.Any(network => network.BaseAddress.AddressFamily == plain.AddressFamily && network.Contains(plain));
    }

    /// <summary>Connects, to be the connect callback of a handler.</summary>
    /// <exception cref="ForbiddenAddressException">The name leads to a forbidden address, be it among others.</exception>
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var host = context.DnsEndPoint.Host;
        var addresses = IPAddress.TryParse(host, out var literal) ? [literal] : await resolve(host, cancellationToken);
        if (addresses.FirstOrDefault(Forbids) is { } forbidden)
        {
            throw new ForbiddenAddressException(host, forbidden);
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            // The addresses that were looked at, and not the name, which may lead elsewhere a moment later.
            await socket.ConnectAsync(addresses, context.DnsEndPoint.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static IPAddress WithoutScope(IPAddress address) => address.AddressFamily is AddressFamily.InterNetworkV6 ? new IPAddress(address.GetAddressBytes()) : address;
}

/// <summary>An address is never asked.</summary>
internal sealed class ForbiddenAddressException(string host, IPAddress address)
    : IOException($"'{host}' leads to {address}, an address where a machine's own credentials are given out. Such addresses are never asked.");
