using System.Text.Json;
using System.Text.Json.Serialization;

namespace IsmsPlatform.Application.Assets.Import;

/// <summary>
/// An asset as another system knows it. What is not sent stays as it is. Owner, custodian, classification, protection needs and review
/// count only where the register has none: people decide over them.
/// </summary>
public sealed record AssetUpsert
{
    /// <summary>Its id in the source; needed, and once in a batch.</summary>
    public Cell ExternalId { get; init; }

    /// <summary>How people call it; needed, at most 200 characters.</summary>
    public Cell Name { get; init; }

    /// <summary>What kind of thing it is; needed. The API's own word or one that imported tables use, such as Database or VM.</summary>
    public Cell Type { get; init; }

    /// <summary>What it is and what it is used for.</summary>
    public Cell Description { get; init; }

    /// <summary>The person who answers for it, by e-mail address or id.</summary>
    public Cell Owner { get; init; }

    /// <summary>The person who looks after it day by day, by e-mail address or id.</summary>
    public Cell Custodian { get; init; }

    /// <summary>The organisational unit that it belongs to, by code, name or id.</summary>
    public Cell Unit { get; init; }

    /// <summary>Where it is, by code, name or id.</summary>
    public Cell Location { get; init; }

    /// <summary>How openly its information may be handled (A.5.12); Internal when nobody says so.</summary>
    public Cell Classification { get; init; }

    /// <summary>It holds or processes personal data.</summary>
    public Cell ContainsPersonalData { get; init; }

    /// <summary>Own need for confidentiality, 0 (none) to 4 (very high).</summary>
    public Cell Confidentiality { get; init; }

    /// <summary>Own need for integrity, 0 (none) to 4 (very high).</summary>
    public Cell Integrity { get; init; }

    /// <summary>Own need for availability, 0 (none) to 4 (very high).</summary>
    public Cell Availability { get; init; }

    /// <summary>Recovery time objective: hours after which it must work again.</summary>
    public Cell RtoHours { get; init; }

    /// <summary>Recovery point objective: hours of data that may be lost.</summary>
    public Cell RpoHours { get; init; }

    /// <summary>The day it came into the organisation.</summary>
    public Cell AcquiredOn { get; init; }

    /// <summary>The last day its maker supports it.</summary>
    public Cell EndOfSupportOn { get; init; }

    /// <summary>The day by which it is judged again.</summary>
    public Cell NextReviewOn { get; init; }

    /// <summary>What it needs to work: external ids, codes or names, parted by semicolons. Dependencies are added, never removed.</summary>
    public Cell Needs { get; init; }

    /// <summary>What this list does not know: a misspelt member must not be lost in silence.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; init; }

    /// <summary>What each member means to an import.</summary>
    internal static IReadOnlyDictionary<ImportField, (string Member, Func<AssetUpsert, Cell> Cell)> Members { get; } = new Dictionary<ImportField, (string, Func<AssetUpsert, Cell>)>
    {
        [ImportField.Name] = (Word(nameof(Name)), a => a.Name),
        [ImportField.ExternalId] = (Word(nameof(ExternalId)), a => a.ExternalId),
        [ImportField.Type] = (Word(nameof(Type)), a => a.Type),
        [ImportField.Description] = (Word(nameof(Description)), a => a.Description),
        [ImportField.Owner] = (Word(nameof(Owner)), a => a.Owner),
        [ImportField.Custodian] = (Word(nameof(Custodian)), a => a.Custodian),
        [ImportField.Unit] = (Word(nameof(Unit)), a => a.Unit),
        [ImportField.Location] = (Word(nameof(Location)), a => a.Location),
        [ImportField.Classification] = (Word(nameof(Classification)), a => a.Classification),
        [ImportField.PersonalData] = (Word(nameof(ContainsPersonalData)), a => a.ContainsPersonalData),
        [ImportField.Confidentiality] = (Word(nameof(Confidentiality)), a => a.Confidentiality),
        [ImportField.Integrity] = (Word(nameof(Integrity)), a => a.Integrity),
        [ImportField.Availability] = (Word(nameof(Availability)), a => a.Availability),
        [ImportField.RtoHours] = (Word(nameof(RtoHours)), a => a.RtoHours),
        [ImportField.RpoHours] = (Word(nameof(RpoHours)), a => a.RpoHours),
        [ImportField.AcquiredOn] = (Word(nameof(AcquiredOn)), a => a.AcquiredOn),
        [ImportField.EndOfSupportOn] = (Word(nameof(EndOfSupportOn)), a => a.EndOfSupportOn),
        [ImportField.NextReviewOn] = (Word(nameof(NextReviewOn)), a => a.NextReviewOn),
        [ImportField.Needs] = (Word(nameof(Needs)), a => a.Needs),
    };

    private static string Word(string member) => JsonNamingPolicy.CamelCase.ConvertName(member);
}

/// <summary>A value as a source writes it: text, a number or true/false. One value of a wrong kind spoils its item, not the batch.</summary>
/// <param name="Text">Trimmed; null when empty.</param>
/// <param name="IsNested">It was a list or an object, which no member takes.</param>
[JsonConverter(typeof(CellConverter))]
public readonly record struct Cell(string? Text, bool IsNested = false);

public sealed class CellConverter : JsonConverter<Cell>
{
    public override bool HandleNull => true;

    public override Cell Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                return new Cell(Domain.Shared.Text.OrNull(reader.GetString()));
            case JsonTokenType.Number:
                using (var number = JsonDocument.ParseValue(ref reader)) { return new Cell(number.RootElement.GetRawText()); }
            case JsonTokenType.True or JsonTokenType.False:
                return new Cell(reader.GetBoolean() ? "true" : "false");
            case JsonTokenType.Null:
                return default;
            default:
                reader.TrySkip(); // the serializer read ahead to its end
                return new Cell(null, IsNested: true);
        }
    }

    public override void Write(Utf8JsonWriter writer, Cell value, JsonSerializerOptions options) => writer.WriteStringValue(value.Text);
}
