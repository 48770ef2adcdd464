using NotionSync.Model;

namespace NotionSync.Hosting.Configuration;

/// <summary>Reads secrets from the files that keys such as <c>Notion:TokenFile</c> name.</summary>
internal static class SecretFiles
{
    /// <summary>The secrets by key.</summary>
    public static List<KeyValuePair<string, string?>> Read(IConfiguration configuration, string workingFolder, List<Diagnostic> faults)
    {
        var secrets = new List<KeyValuePair<string, string?>>();
        foreach (var (key, file) in configuration.AsEnumerable().Where(pair => !string.IsNullOrWhiteSpace(pair.Value)))
        {
            if (ConfigurationKeys.SecretOfFile(key) is not { } secret)
            {
                continue;
            }

            if (!string.IsNullOrEmpty(configuration[secret]))
            {
                faults.Add(new Diagnostic(Severity.Error, key, $"'{key}' and '{secret}' are both set.", "Leave out one of them."));
            }
            else if (ReadFile(key, Path.Combine(workingFolder, file!), faults) is { } content)
            {
                secrets.Add(KeyValuePair.Create(secret, (string?)content));
            }
        }

        return secrets;
    }

    private static string? ReadFile(string key, string file, List<Diagnostic> faults)
    {
        try
        {
            var content = File.ReadAllText(file).TrimEnd('\r', '\n');
            if (content.Length > 0)
            {
                return content;
            }

            faults.Add(new Diagnostic(Severity.Error, key, $"The file '{file}' is empty.", "Put the secret into it, alone, in one line."));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            var reason = exception is FileNotFoundException or DirectoryNotFoundException ? "does not exist" : "cannot be read by this user";
            faults.Add(new Diagnostic(Severity.Error, key, $"The file '{file}' {reason}.", $"Make it, or unset {key}."));
        }

        return null;
    }
}
