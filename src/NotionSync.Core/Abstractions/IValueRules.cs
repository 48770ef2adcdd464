using NotionSync.Model;

namespace NotionSync.Abstractions;

/// <summary>
/// What the workspace does to values when it stores them, so that a value is compared in the form in which it will be read back
/// and is written only once.
/// </summary>
public interface IValueRules
{
    /// <summary>
    /// The value as the workspace will give it back: instants cut to the minute and in UTC, options in the spelling of the schema,
    /// empty texts and lists as <see cref="PropertyValue.Empty"/>, and so on. Idempotent.
    /// </summary>
    PropertyValue Normalize(PropertySchema schema, PropertyValue value);

    /// <summary>Why the workspace would refuse the (normalised) value, in words for the operator; null when it takes it.</summary>
    string? Refusal(PropertySchema schema, PropertyValue value);
}
