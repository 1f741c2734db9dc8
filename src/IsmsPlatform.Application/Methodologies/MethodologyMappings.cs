using System.Text.Json;
using System.Text.Json.Serialization;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Memory;
using IsmsPlatform.Domain.Methodologies;
using IsmsPlatform.Domain.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace IsmsPlatform.Application.Methodologies;

internal sealed class MethodologyMapping : IEntityTypeConfiguration<RiskMethodology>
{
    public void Configure(EntityTypeBuilder<RiskMethodology> builder)
    {
        builder.ToTable("risk_methodology");
        builder.HasAnnotation(AuditTrail.ToldByNote, true); // its scales field by field, not as one text
        builder.Ignore(m => m.IsOpen);
        builder.Property(m => m.Scales).HasColumnType("jsonb");
        builder.SavedAfter<RiskMethodology, Person>(nameof(RiskMethodology.AuthorId));
    }
}

/// <summary>Scales are one value that is read and written whole; nothing asks for a part of them.</summary>
internal sealed class RiskScalesText() : ValueConverter<RiskScales, string>(scales => Of(scales), text => JsonSerializer.Deserialize<RiskScales>(text, Options)!)
{
    private static readonly JsonSerializerOptions Options = new() { Converters = { new JsonStringEnumConverter() } };

    internal static string Of(RiskScales scales) => JsonSerializer.Serialize(scales, Options);
}

internal sealed class RiskScalesComparer() : ValueComparer<RiskScales>((a, b) => RiskScalesText.Of(a!) == RiskScalesText.Of(b!), scales => RiskScalesText.Of(scales).GetHashCode(StringComparison.Ordinal), scales => scales);
