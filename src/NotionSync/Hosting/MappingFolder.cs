using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using NotionSync.Abstractions;
using NotionSync.Hosting.Configuration;
using NotionSync.Mapping;
using NotionSync.Model;
using NotionSync.Sources.JsonApi;

namespace NotionSync.Hosting;

/// <summary>The mapping files as they lie in their folder.</summary>
/// <param name="Shown">The folder's name as messages show it.</param>
/// <param name="Files">Name as messages show it, and text, ordered by name.</param>
public sealed record MappingFolder(string Shown, IReadOnlyList<(string Name, string Text)> Files)
{
    /// <summary>Reads the folder.</summary>
    /// <param name="path">Where it lies.</param>
    /// <param name="workingFolder">Names are shown relative to it where the folder lies inside.</param>
    /// <exception cref="ConfigurationFaultException">The folder or a file cannot be read.</exception>
    public static MappingFolder Read(string path, string workingFolder)
    {
        var relative = Path.GetRelativePath(workingFolder, path);
        var shown = (relative.StartsWith("..", StringComparison.Ordinal) ? path : relative).Replace('\\', '/');
        try
        {
            var files = Directory.Exists(path) ? Directory.GetFiles(path, "*.yaml").Concat(Directory.GetFiles(path, "*.yml")) : [];
            return new MappingFolder(shown, [.. files.Order(StringComparer.Ordinal).Select(file => ($"{shown}/{Path.GetFileName(file)}", File.ReadAllText(file)))]);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationFaultException(
                [new Diagnostic(Severity.Error, "Mappings:Path", $"The mapping files cannot be read: {exception.Message}", "Make the folder readable for this user.")]);
        }
    }

    /// <summary>The sources that the files bring along.</summary>
    public ImmutableArray<MappedSource> Sources() => MappedSources.OfKind(JsonApiServices.Kind, Files);

    /// <summary>The names of the sources that the mapping files bring along; none when the files cannot be read, which another check tells.</summary>
    public static IReadOnlyList<string> SourceNames(Settings settings, string workingFolder)
    {
        try
        {
            return [.. Read(settings.MappingsPath, workingFolder).Sources().Select(source => source.Name)];
        }
        catch (ConfigurationFaultException)
        {
            return [];
        }
    }

    /// <summary>A text that changes with every change of the files.</summary>
    public string Fingerprint() => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\0', Files.Select(file => $"{Path.GetFileName(file.Name)}\0{file.Text}")))));

    /// <summary>Checks the files and makes the catalog.</summary>
    public CatalogResult Check(IReadOnlyList<ISource> sources) => CatalogReader.Read(Shown, Files, sources);

    /// <summary>The catalog.</summary>
    /// <exception cref="ConfigurationFaultException">With all faults.</exception>
    public Catalog ToCatalog(IReadOnlyList<ISource> sources) => Check(sources) switch
    {
        { Catalog: { } catalog } => catalog,
        var faulty => throw new ConfigurationFaultException(faulty.Diagnostics),
    };
}
