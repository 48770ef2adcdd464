using System.Text.Json.Nodes;

namespace NotionSync.LocalWorkspace;

/// <summary>Everything there is. Touched under one lock by one request at a time.</summary>
internal sealed class Workspace
{
    private readonly Dictionary<string, List<Page>> _rows = [];
    private readonly Stack<Action> _rowUndo = [];
    private long _sequenceBefore;

    public Table<Settings> SettingsTable { get; } = new();

    public Table<User> Users { get; } = new();

    public Table<Connection> Connections { get; } = new();

    public Table<Page> Pages { get; } = new();

    public Table<Block> Blocks { get; } = new();

    public Table<Database> Databases { get; } = new();

    public Table<DataSource> DataSources { get; } = new();

    public Table<View> Views { get; } = new();

    public Table<Comment> Comments { get; } = new();

    public Table<FileUpload> Uploads { get; } = new();

    public Table<Template> Templates { get; } = new();

    public Table<Webhook> Webhooks { get; } = new();

    public Links Links { get; } = new();

    public Later Later { get; } = new();

    /// <summary>Tasks that clients may ask after, by id.</summary>
    public Dictionary<string, AsyncTask> Tasks { get; } = [];

    public ViewQueries ViewQueries { get; } = new();

    public FileBytes Files { get; } = new();

    public ColumnCache Columns { get; } = new();

    public FormulaCache Formulas { get; } = new();

    /// <summary>The token whose request is carried out; null sees everything.</summary>
    public Grants? Viewer { get; set; }

    public Settings Settings => SettingsTable.Find(Settings.TheId)!;

    /// <summary>Where file addresses lead; known once the server listens.</summary>
    public Uri BaseUrl { get; set; } = new("http://127.0.0.1");

    public long LastSequence { get; private set; }

    /// <summary>A new workspace: a bot, a person and one page that is shared with the token.</summary>
    public void Create(DateTimeOffset now)
    {
        var bot = Users.Save(new User { Name = "NotionSync", IsBot = true });
        var person = Users.Save(new User { Name = "Ada Lovelace", Email = "ada@example.com" });
        var home = new Page { Sequence = NextSequence() };
        home.MarkCreated(now, person.Id);
        home.Values["title"] = RichText.FromPlain("Workspace home");
        Pages.Save(home);
        SettingsTable.Save(new Settings { Id = Settings.TheId, BotId = bot.Id, PersonId = person.Id, HomeId = home.Id });
    }

    /// <summary>Forgets everything, for another state to be loaded.</summary>
    public void Clear()
    {
        SettingsTable.Clear();
        Users.Clear();
        Connections.Clear();
        Pages.Clear();
        Blocks.Clear();
        Databases.Clear();
        DataSources.Clear();
        Views.Clear();
        Comments.Clear();
        Uploads.Clear();
        Templates.Clear();
        Webhooks.Clear();
        Links.Clear();
        Files.Clear();
        _rows.Clear();
        Columns.Clear();
        LastSequence = 0;
    }

    /// <summary>A piece of work begins, that is done as a whole or not at all.</summary>
    /// <param name="isWatching">Whether it may write what it looks up.</param>
    public void Begin(bool isWatching)
    {
        SettingsTable.Begin(isWatching);
        Users.Begin(isWatching);
        Connections.Begin(isWatching);
        Pages.Begin(isWatching);
        Blocks.Begin(isWatching);
        Databases.Begin(isWatching);
        DataSources.Begin(isWatching);
        Views.Begin(isWatching);
        Comments.Begin(isWatching);
        Uploads.Begin(isWatching);
        Templates.Begin(isWatching);
        Webhooks.Begin(isWatching);
        Links.Begin();
        Files.Begin();
        _rowUndo.Clear();
        _sequenceBefore = LastSequence;
    }

    /// <summary>Makes everything what it was when the work began.</summary>
    public void Undo()
    {
        while (_rowUndo.TryPop(out var undo))
        {
            undo();
        }

        SettingsTable.Undo();
        Users.Undo();
        Connections.Undo();
        foreach (var page in Pages.Undo().Where(page => page.Parent.Kind == "data_source_id"))
        {
            _rows[page.Parent.Id][page.Row] = page;
            Columns.Forget(page);
        }

        Blocks.Undo();
        Databases.Undo();
        foreach (var source in DataSources.Undo())
        {
            Columns.Forget(source.Id);
        }

        Views.Undo();
        Comments.Undo();
        Uploads.Undo();
        Templates.Undo();
        Webhooks.Undo();
        Links.Undo();
        Files.Undo();
        Later.Undo();
        LastSequence = _sequenceBefore;
    }

    /// <summary>Builds what is derived, after a load.</summary>
    public void Index()
    {
        foreach (var page in Pages.All.OrderBy(page => page.Sequence))
        {
            LastSequence = page.Sequence;
            IndexRow(page);
        }
    }

    public long NextSequence() => ++LastSequence;

    /// <summary>All rows, trashed ones too, in the order of creation.</summary>
    public IReadOnlyList<Page> RowsOf(string dataSourceId) => _rows.TryGetValue(dataSourceId, out var rows) ? rows : [];

    public void IndexRow(Page page)
    {
        if (page.Parent.Kind == "data_source_id")
        {
            if (!_rows.TryGetValue(page.Parent.Id, out var rows))
            {
                _rows[page.Parent.Id] = rows = [];
            }

            page.Row = rows.Count;
            rows.Add(page);
            _rowUndo.Push(() => rows.RemoveAt(rows.Count - 1));
            Columns.Forget(page);
        }
    }

    public void UnindexRow(Page page)
    {
        if (_rows.TryGetValue(page.Parent.Id, out var rows))
        {
            var (at, source) = (page.Row, page.Parent.Id);
            rows.RemoveAt(at);
            Number(rows, at);
            Columns.Forget(source);
            _rowUndo.Push(() =>
            {
                rows.Insert(at, page);
                Number(rows, at);
                Columns.Forget(source);
            });
        }
    }

    public Page Page(string id) => Shared(Pages.Find(id)) ?? throw ApiException.NotFound("page", id);

    public Database Database(string id) => Shared(Databases.Find(id)) ?? throw ApiException.NotFound("database", id);

    public DataSource DataSource(string id) => Shared(DataSources.Find(id)) ?? throw ApiException.NotFound("data_source", id);

    public View View(string id) => Shared(Views.Find(id)) ?? throw ApiException.NotFound("view", id);

    public Comment Comment(string id) => Shared(Comments.Find(id)) ?? throw ApiException.NotFound("comment", id);

    public FileUpload Upload(string id) => Uploads.Find(id) ?? throw ApiException.NotFound("file_upload", id);

    /// <summary>A page or a block; a page's id is a block's id too.</summary>
    public Container Container(string id) =>
        Shared(Blocks.Find(id)) ?? (Container?)Shared(Pages.Find(id)) ?? throw ApiException.NotFound("block", id);

    public Database DatabaseOf(DataSource source) => Databases.Find(source.DatabaseId)!;

    public DataSource? SourceOf(Page page) => page.Parent.Kind == "data_source_id" ? DataSources.Find(page.Parent.Id) : null;

    public JsonArray TitleOf(DataSource source) => source.OwnTitle ?? DatabaseOf(source).Title;

    /// <summary>Whether the object, or one that it is in, is in the trash.</summary>
    public bool IsTrashed(Page page) => page.InTrash
        || (SourceOf(page) is { } source && (source.InTrash || DatabaseOf(source).InTrash))
        || (page.Parent.Kind == "page_id" && Pages.Find(page.Parent.Id) is { } parent && IsTrashed(parent));

    /// <summary>Whether a page is another one, or somewhere inside it.</summary>
    public bool IsInside(string pageId, Page outer)
    {
        for (Container? at = Pages.Find(pageId); at is not null;)
        {
            if (at.Id == outer.Id)
            {
                return true;
            }

            at = at.Parent.Kind switch
            {
                "page_id" => Pages.Find(at.Parent.Id),
                "block_id" => Blocks.Find(at.Parent.Id),
                "data_source_id" when DataSources.Find(at.Parent.Id) is { } source => Pages.Find(DatabaseOf(source).Parent.Id),
                _ => null,
            };
        }

        return false;
    }

    public void Save(Container container)
    {
        if (container is Page page)
        {
            Pages.Save(page);
        }
        else
        {
            Blocks.Save((Block)container);
        }
    }

    /// <summary>Whether the one who asks may see an object.</summary>
    public bool IsShared(Entity item) => Viewer?.Sees(this, item) ?? true;

    private static void Number(List<Page> rows, int from)
    {
        for (var row = from; row < rows.Count; row++)
        {
            rows[row].Row = row;
        }
    }

    private T? Shared<T>(T? item) where T : Entity => item is not null && IsShared(item) ? item : null;
}
