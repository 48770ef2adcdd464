namespace NotionSync.Tests;

/// <summary>Compares a text with the one that was approved; <c>UPDATE_GOLDEN=1</c> approves what is there now.</summary>
internal static class Golden
{
    public static void Matches(string name, string actual)
    {
        var file = Path.Combine(TestFolder.Project, "Golden", name);
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, actual);
        }

        Assert.Equal(File.ReadAllText(file).ReplaceLineEndings("\n"), actual.ReplaceLineEndings("\n"));
    }
}
