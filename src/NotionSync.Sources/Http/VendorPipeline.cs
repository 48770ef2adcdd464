using Polly;
using Polly.Timeout;

namespace NotionSync.Sources.Http;

/// <summary>Carries out exchanges with one vendor: repeated, limited in time, and with whatever goes wrong in words. Safe for several threads.</summary>
/// <param name="vendor">How the vendor is addressed and how it says no.</param>
/// <param name="time">Drives delays and timeouts.</param>
internal sealed class VendorPipeline(Vendor vendor, TimeProvider time)
{
    private readonly ResiliencePipeline pipeline = ExchangePipeline.Create(time, vendor.Timeout, vendor.AtOnce);

    /// <summary>Words for what goes wrong.</summary>
    public VendorFaults Faults { get; } = new(vendor, time);

    /// <summary>Carries out one exchange; it is called anew for each attempt.</summary>
    /// <exception cref="VendorException">It was refused, or there was no answer after all retries.</exception>
    public async Task<T> RunAsync<T>(Func<CancellationToken, ValueTask<T>> exchange, CancellationToken cancellationToken)
    {
        try
        {
            return await pipeline.ExecuteAsync(exchange, cancellationToken);
        }
        catch (TimeoutRejectedException fault)
        {
            throw Faults.TooSlow(fault);
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException)
        {
            throw Faults.Unreachable(fault);
        }
        catch (InvalidDataException fault)
        {
            throw Faults.Garbled(fault);
        }
        catch (AnswerException fault) when (fault is not VendorException)
        {
            throw new VendorException(fault.Message, fault.Status, innerException: fault);
        }
    }
}
