namespace NotionSync.Browser.Bench;

/// <summary>The smallest files that browsers take for pictures.</summary>
internal static class Pictures
{
    public static byte[] Dot { get; } = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");
}
