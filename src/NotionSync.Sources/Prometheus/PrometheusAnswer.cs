namespace NotionSync.Sources.Prometheus;

/// <summary>An answer and what was said beside it.</summary>
/// <param name="Data">The answer.</param>
/// <param name="Warnings">Why part of the data may be missing; empty when nothing is.</param>
/// <param name="Infos">Harmless hints about the query.</param>
/// <param name="ServerTime">The header <c>Date</c>; null when there was none.</param>
internal sealed record PrometheusAnswer<T>(T Data, IReadOnlyList<string> Warnings, IReadOnlyList<string> Infos, DateTimeOffset? ServerTime);
