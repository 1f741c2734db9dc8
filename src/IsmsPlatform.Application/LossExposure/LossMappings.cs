using System.Text.Json;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Memory;
using IsmsPlatform.Domain.LossExposure;
using IsmsPlatform.Domain.People;
using IsmsPlatform.Domain.Risks;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace IsmsPlatform.Application.LossExposure;

internal sealed class LossEstimateMapping : IEntityTypeConfiguration<LossEstimate>
{
    public void Configure(EntityTypeBuilder<LossEstimate> builder)
    {
        builder.ToTable("loss_estimate");
        builder.HasAnnotation(AuditTrail.ToldByNote, true); // its risk tells what was estimated
        builder.SavedAfter<LossEstimate, Risk>(nameof(LossEstimate.RiskId));
        builder.SavedAfter<LossEstimate, Person>(nameof(LossEstimate.EstimatedBy));
    }
}

internal sealed class LossToleranceMapping : IEntityTypeConfiguration<LossTolerance>
{
    public void Configure(EntityTypeBuilder<LossTolerance> builder)
    {
        builder.ToTable("loss_tolerance");
        builder.HasAnnotation(AuditTrail.ToldByNote, true); // point by point, not as two lists
    }
}

internal sealed class LossRunMapping : IEntityTypeConfiguration<LossRun>
{
    public void Configure(EntityTypeBuilder<LossRun> builder)
    {
        builder.ToTable("loss_run");
        builder.Property(r => r.Result).HasColumnType("jsonb");
        builder.SavedAfter<LossRun, Person>(nameof(LossRun.RanBy));
    }
}

/// <summary>A result is one value that is read whole and never changes.</summary>
internal sealed class LossResultText() : ValueConverter<LossRunResult, string>(result => JsonSerializer.Serialize(result, JsonSerializerOptions.Default), text => JsonSerializer.Deserialize<LossRunResult>(text, JsonSerializerOptions.Default)!);

internal sealed class LossResultComparer() : ValueComparer<LossRunResult>((a, b) => ReferenceEquals(a, b), result => result.GetHashCode(), result => result);
