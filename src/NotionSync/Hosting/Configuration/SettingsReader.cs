using System.Collections.Immutable;
using System.Globalization;
using NotionSync.Model;
using NotionSync.Planning;
using NotionSync.State;

namespace NotionSync.Hosting.Configuration;

/// <summary>Turns configuration into <see cref="Settings"/>, with every fault at once.</summary>
public sealed class SettingsReader(IConfiguration configuration, ConfigurationPlace place)
{
    private const string DefaultState = "Data Source=notionsync.db";
    private const string DefaultHealthUrl = "http://127.0.0.1:8080";
    private const int MostRequestsPerMinute = 6_000;
    private const int MostIntakeMinutes = 24 * 60;

    private readonly List<Diagnostic> faults = [];

    /// <summary>The settings.</summary>
    /// <exception cref="ConfigurationFaultException">With all faults.</exception>
    public Settings Read()
    {
        var settings = new Settings
        {
            Notion = Notion(),
            Links = Links(),
            MappingsPath = MappingsPath(),
            StateConnectionString = State(),
            HealthUrls = HealthUrls(),
            Configuration = configuration,
        };
        return faults.Count == 0 ? settings : throw new ConfigurationFaultException(faults);
    }

    private NotionSettings Notion()
    {
        var plan = Plan();
        return new NotionSettings
        {
            Token = Token(),
            ParentPage = ParentPage(),
            BaseUrl = BaseUrl(),
            Plan = plan,
            RequestsPerMinute = Whole(
                "Notion:RequestsPerMinute",
                plan is WorkspacePlan.Free or WorkspacePlan.Plus ? NotionLimits.RequestsPerMinute : NotionLimits.RequestsPerMinuteBusiness,
                MostRequestsPerMinute),
            Intake = TimeSpan.FromMinutes(Whole("Notion:IntakeMinutes", 5, MostIntakeMinutes)),
        };
    }

    private string? Token()
    {
        var token = Text("Notion:Token");
        if (token is not null && token.Any(letter => char.IsWhiteSpace(letter) || char.IsControl(letter) || letter > 126))
        {
            Fault("Notion:Token", "The token holds a blank, a line break or a letter that no token has.", "Copy the integration's secret alone, it begins with 'ntn_'.");
        }

        return token;
    }

    private string? ParentPage()
    {
        if (Text("Notion:ParentPage") is not { } written)
        {
            return null;
        }

        var id = PageId.Parse(written);
        if (id is null)
        {
            Fault("Notion:ParentPage", $"'{written}' is no page id and no address of a page.", "Open the page in Notion, choose 'Copy link' and set that: it ends in 32 letters and digits.");
        }

        return id;
    }

    private Uri BaseUrl()
    {
        var written = Text("Notion:BaseUrl") ?? "https://api.notion.com";
        if (!Uri.TryCreate(written.TrimEnd('/') + "/", UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
        {
            Fault("Notion:BaseUrl", $"'{written}' is no absolute http or https address.", "The public API is 'https://api.notion.com'; 'notionsync preview' prints the address of a local workspace.");
            return new Uri("https://api.notion.com/");
        }

        if (address.AbsolutePath.EndsWith("/v1/", StringComparison.Ordinal))
        {
            Fault("Notion:BaseUrl", $"'{written}' ends in '/v1'.", "Leave that part out, it is added.");
        }

        if (address.Scheme == "http" && !address.IsLoopback)
        {
            Fault("Notion:BaseUrl", $"'{written}' would send the token unencrypted.", "Use https; http is for loopback addresses alone.");
        }

        return address;
    }

    private WorkspacePlan Plan()
    {
        var written = Text("Notion:Plan") ?? nameof(WorkspacePlan.Plus);
        if (Enum.GetNames<WorkspacePlan>().FirstOrDefault(name => string.Equals(name, written, StringComparison.OrdinalIgnoreCase)) is { } plan)
        {
            return Enum.Parse<WorkspacePlan>(plan);
        }

        Fault("Notion:Plan", $"'{written}' is no plan.", NearestName.Suggest(written, Enum.GetNames<WorkspacePlan>()));
        return WorkspacePlan.Plus;
    }

    private ImmutableDictionary<string, Uri> Links()
    {
        var links = ImmutableDictionary.CreateBuilder<string, Uri>(StringComparer.OrdinalIgnoreCase);
        foreach (var link in configuration.GetSection("Links").GetChildren().Where(link => !string.IsNullOrWhiteSpace(link.Value)))
        {
            if (Uri.TryCreate(link.Value, UriKind.Absolute, out var address) && address.Scheme is "http" or "https")
            {
                links[link.Key] = address;
            }
            else
            {
                Fault($"Links:{link.Key}", $"'{link.Value}' is no absolute http or https address.", "Write e.g. 'https://grafana.example.com/'.");
            }
        }

        return links.ToImmutable();
    }

    private string MappingsPath()
    {
        if (Text("Mappings:Path") is { } written)
        {
            var path = Path.GetFullPath(written, place.WorkingFolder);
            if (!Directory.Exists(path))
            {
                Fault("Mappings:Path", $"The folder '{path}' does not exist.", "Set the folder of the mapping files, or leave the key out for the ones that are shipped.");
            }

            return path;
        }

        var here = Path.Combine(place.WorkingFolder, "mappings");
        return Directory.Exists(here) ? here : Path.Combine(place.ProgramFolder, "mappings");
    }

    private string State()
    {
        var provider = Text("State:Provider") ?? "Sqlite";
        if (string.Equals(provider, "Postgres", StringComparison.OrdinalIgnoreCase))
        {
            Fault("State:Provider", "'Postgres' is not in this version.", "Use 'Sqlite', the default.");
        }
        else if (!string.Equals(provider, "Sqlite", StringComparison.OrdinalIgnoreCase))
        {
            Fault("State:Provider", $"'{provider}' is no provider.", "Use 'Sqlite', the default.");
        }

        var connectionString = Text("State:ConnectionString") ?? DefaultState;
        if (SqliteStateStore.WhyInvalid(connectionString) is { } reason)
        {
            Fault("State:ConnectionString", $"The connection string cannot be read: {reason}", $"It looks like '{DefaultState}'.");
        }

        return connectionString;
    }

    private ImmutableArray<string> HealthUrls()
    {
        var urls = (Text("Health:Urls") ?? DefaultHealthUrl).Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        foreach (var url in urls)
        {
            // Kestrel knows the hosts '*' and '+'; Uri does not.
            var probe = url.Replace("://*", "://0.0.0.0", StringComparison.Ordinal).Replace("://+", "://0.0.0.0", StringComparison.Ordinal);
            if (!Uri.TryCreate(probe, UriKind.Absolute, out var address) || address.Scheme is not "http")
            {
                Fault("Health:Urls", $"'{url}' is no http address to listen on.", $"Write e.g. '{DefaultHealthUrl}' or 'http://*:8080'; several are separated by ';'.");
            }
        }

        return [.. urls];
    }

    private int Whole(string key, int normal, int most)
    {
        if (Text(key) is not { } written)
        {
            return normal;
        }

        if (int.TryParse(written, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= 1 && value <= most)
        {
            return value;
        }

        Fault(key, $"'{written}' is no whole number from 1 to {most}.", $"Leave it out for {normal}.");
        return normal;
    }

    private string? Text(string key) => configuration[key] is { } value && !string.IsNullOrWhiteSpace(value) ? value.Trim() : null;

    private void Fault(string key, string what, string fix) => faults.Add(new Diagnostic(Severity.Error, key, what, fix));
}
