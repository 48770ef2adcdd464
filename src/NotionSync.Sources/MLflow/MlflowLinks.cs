namespace NotionSync.Sources.MLflow;

/// <summary>Addresses of MLflow's pages, for people.</summary>
/// <param name="root">Where people open MLflow.</param>
internal sealed class MlflowLinks(string root)
{
    private readonly string pages = $"{root.TrimEnd('/')}/#";

    /// <summary>An experiment's page.</summary>
    public string Experiment(string id) => $"{pages}/experiments/{Uri.EscapeDataString(id)}";

    /// <summary>A run's page.</summary>
    public string Run(string experiment, string run) => $"{Experiment(experiment)}/runs/{Uri.EscapeDataString(run)}";

    /// <summary>A registered model's page.</summary>
    public string Model(string name) => $"{pages}/models/{Uri.EscapeDataString(name)}";

    /// <summary>The page of one version of a registered model.</summary>
    public string Version(string name, string version) => $"{Model(name)}/versions/{Uri.EscapeDataString(version)}";

    /// <summary>A logged model's page.</summary>
    public string LoggedModel(string experiment, string model) => $"{Experiment(experiment)}/models/{Uri.EscapeDataString(model)}";
}
