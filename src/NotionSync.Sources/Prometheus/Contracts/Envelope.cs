namespace NotionSync.Sources.Prometheus.Contracts;

/// <summary>What every answer of the API is wrapped in. See https://prometheus.io/docs/prometheus/latest/querying/api/.</summary>
internal sealed record Envelope<T>
{
    /// <summary><c>success</c> or <c>error</c>.</summary>
    public string? Status { get; init; }

    /// <summary>The answer itself.</summary>
    public T? Data { get; init; }

    /// <summary>E.g. <c>bad_data</c>, <c>execution</c>, <c>timeout</c>.</summary>
    public string? ErrorType { get; init; }

    /// <summary>Why it was refused.</summary>
    public string? Error { get; init; }

    /// <summary>Part of the data may be missing.</summary>
    public IReadOnlyList<string>? Warnings { get; init; }

    /// <summary>Harmless hints about the query.</summary>
    public IReadOnlyList<string>? Infos { get; init; }

    /// <summary>VictoriaMetrics's way to say that part of the data may be missing.</summary>
    public bool? IsPartial { get; init; }
}
