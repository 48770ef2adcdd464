using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using NotionSync.Abstractions;
using NotionSync.Sources.Http;
using NotionSync.Sources.Kinds;

namespace NotionSync.Sources.GitHub.Reading;

/// <summary>Finds the repositories that a read goes through.</summary>
internal sealed class RepositoryList(IOptions<GitHubOptions> options)
{
    /// <summary>The setting that all kinds have.</summary>
    public const string Setting = "repositories";

    // Null with no list: what the App is installed on is asked instead.
    private const string OfInstallation = "installation";

    // What is noted of an owner who is a person.
    private const string Owner = "owner";
    private const string Self = "self";
    private const string Other = "other";

    /// <summary>Checks the setting.</summary>
    public static IEnumerable<SettingFault> Check(JsonObject? settings) => settings?[Setting] switch
    {
        null => [],
        JsonArray list => list.Index().Where(entry => SettingsCheck.Text(entry.Item) is not { } text || !GitHubOptionsFaults.IsPattern(text)).Select(entry =>
            new SettingFault($"/{Setting}/{entry.Index}", $"'{entry.Item}' names no repository.", "Write owner/name, owner/* for all of an owner, or !owner/name for an exception.")),
        _ => [new SettingFault($"/{Setting}", "It is no list.", $"Write {Setting}: [owner/name, owner/*], or leave it out for those of {GitHubOptions.Section}:Repositories.")],
    };

    /// <summary>The repositories, in a steady order, each once; and the owners whose list cannot be read.</summary>
    /// <exception cref="VendorException">GitHub cannot be read at all.</exception>
    public async Task<ListedRepositories> ReadAsync(JsonObject? settings, Questions questions, CancellationToken cancellationToken)
    {
        var patterns = Patterns(settings);
        var found = new List<ListedRepository>(patterns.Named.Select(name => new ListedRepository(name, name)));
        var faults = new List<(string, VendorException)>();
        foreach (var (entry, read) in Lists(patterns, questions))
        {
            try
            {
                found.AddRange((await read(cancellationToken)).Select(name => new ListedRepository(name, entry)));
            }
            catch (VendorException fault) when (!fault.HarmsAll)
            {
                faults.Add((entry, fault));
            }
        }

        return new ListedRepositories(
            [.. found.Where(one => !patterns.Leaves(one.Name)).DistinctBy(one => one.Name, StringComparer.OrdinalIgnoreCase)],
            [.. faults],
            [.. patterns.Owners.Where(owner => SettingsCheck.Text(questions.Memory.Noted($"{owner}/*")?[Owner]) == Other)]);
    }

    private RepositoryPatterns Patterns(JsonObject? settings) => RepositoryPatterns.Of(
        settings?[Setting] is JsonArray { Count: > 0 } list ? list.Select(SettingsCheck.Text).OfType<string>() : RepositoryPatterns.Split(options.Value.Repositories));

    private IEnumerable<(string Entry, Func<CancellationToken, Task<ImmutableArray<string>>> Read)> Lists(RepositoryPatterns patterns, Questions questions) =>
        options.Value.IsApp && patterns.IsEmpty
            ? [(OfInstallation, token => NamesAsync("installation/repositories?per_page=100", "repositories", questions, token))]
            : patterns.Owners.Select(owner => ($"{owner}/*", (Func<CancellationToken, Task<ImmutableArray<string>>>)(token => OwnedAsync(owner, questions, token))));

    // What an owner is, is asked but once in a cursor's life.
    private async Task<ImmutableArray<string>> OwnedAsync(string owner, Questions questions, CancellationToken cancellationToken)
    {
        var note = $"{owner}/*";
        var known = SettingsCheck.Text(questions.Memory.KnownNote(note)?[Owner]);
        if (known is null)
        {
            try
            {
                return await NamesAsync($"orgs/{owner}/repos?per_page=100&sort=full_name&type=all", null, questions, cancellationToken);
            }
            catch (VendorException absent) when (absent is { Status: 404, Body: not null })
            {
                // No organisation: the next question finds a person, or fails itself.
            }
        }

        var person = known ?? (await IsSelfAsync(owner, questions, cancellationToken) ? Self : Other);
        // A person's list holds the public ones alone, whoever asks for it; private ones are in one's own.
        var list = person == Self ? "user/repos?per_page=100&sort=full_name&affiliation=owner" : $"users/{owner}/repos?per_page=100&sort=full_name&type=owner";
        var names = await NamesAsync(list, null, questions, cancellationToken);
        questions.Memory.Note(note, new JsonObject { [Owner] = person });
        return names;
    }

    private async Task<bool> IsSelfAsync(string owner, Questions questions, CancellationToken cancellationToken)
    {
        // An App is nobody.
        if (options.Value.IsApp)
        {
            return false;
        }

        try
        {
            var answer = await questions.Api.GetAsync("user", tag: null, cancellationToken);
            return string.Equals(SettingsCheck.Text(answer.Object["login"]), owner, StringComparison.OrdinalIgnoreCase);
        }
        catch (VendorException unknown) when (unknown is { Status: 403 or 404, Body: not null })
        {
            // A token that belongs to no person.
            return false;
        }
    }

    // What is unchanged has no body: its names were noted.
    private static async Task<ImmutableArray<string>> NamesAsync(string first, string? member, Questions questions, CancellationToken cancellationToken)
    {
        var names = ImmutableArray.CreateBuilder<string>();
        var number = 0;
        await foreach (var page in questions.PagesAsync(first, "repositories", none: 0, cancellationToken))
        {
            var note = $"{first}#{++number}";
            var here = page.IsUnchanged && questions.Memory.KnownNote(note)?["names"] is JsonArray known
                ? [.. known.Select(SettingsCheck.Text).OfType<string>()]
                : page.Items(member).Select(item => SettingsCheck.Text(item["full_name"])).OfType<string>().ToList();
            questions.Memory.Note(note, new JsonObject { ["names"] = new JsonArray([.. here.Select(name => JsonValue.Create(name))]) });
            names.AddRange(here);
        }

        return names.ToImmutable();
    }
}

/// <summary>A repository that is to be read.</summary>
/// <param name="Name">As <c>owner/name</c>.</param>
/// <param name="Entry">By what it was found: itself, <c>owner/*</c>, or <c>installation</c>.</param>
internal sealed record ListedRepository(string Name, string Entry);

/// <summary>What is to be read, and what could not be found out.</summary>
/// <param name="Found">What is to be read.</param>
/// <param name="Faults">The lists that could not be read.</param>
/// <param name="PublicOnly">Owners of whom GitHub lists public repositories alone, since they are persons and not the one who asks.</param>
internal sealed record ListedRepositories(
    ImmutableArray<ListedRepository> Found, ImmutableArray<(string Entry, VendorException Fault)> Faults, ImmutableArray<string> PublicOnly);
