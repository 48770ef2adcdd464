using System.Diagnostics;
using System.Globalization;

namespace NotionSync.Scenarios.Memory;

/// <summary>How much memory a process has taken at most, as the kernel counts it.</summary>
internal static class PeakMemory
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(20);

    /// <summary>Watches a process until it ends, or until it has done enough.</summary>
    /// <param name="process">Which.</param>
    /// <param name="isEnough">Asked at each look; the process is killed when it says so.</param>
    /// <returns>Its peak resident memory in MB (2^20 bytes).</returns>
    public static async Task<double> OfAsync(Process process, Func<Task<bool>> isEnough)
    {
        using var tick = new PeriodicTimer(Tick);
        var peak = 0d;
        while (!process.HasExited)
        {
            peak = Math.Max(peak, Of(process.Id));
            if (await isEnough())
            {
                process.Kill(entireProcessTree: true);
                break;
            }

            await tick.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }

        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return peak;
    }

    /// <summary>The peak so far of a process, in MB (2^20 bytes); 0 when it has ended.</summary>
    public static double Of(int process)
    {
        try
        {
            var line = File.ReadLines($"/proc/{process}/status").FirstOrDefault(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
            return line is null ? 0 : long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024d;
        }
        catch (IOException)
        {
            // It has just ended.
            return 0;
        }
    }
}
