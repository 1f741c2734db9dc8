using System.Buffers.Binary;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using IsmsPlatform.Application.LossExposure;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Memory;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.RiskAssessments;
using IsmsPlatform.Domain.Risks;
using IsmsPlatform.Domain.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IsmsPlatform.Application.Risks.Assess;

/// <summary>The steps in which a risk is assessed, in their order.</summary>
public enum AssessStep
{
    /// <summary>What may happen, to what.</summary>
    Scenario,
    /// <summary>What is in place against it already.</summary>
    Controls,
    /// <summary>How grave it would be without controls, and how grave it is.</summary>
    Rating,
    /// <summary>What is done with it, and what is left then.</summary>
    Treatment,
    /// <summary>All of it is looked at once more, and counts from then on.</summary>
    Sign,
}

/// <summary>
/// An assessment of a risk between its first step and its signature: kept on the server at each step, so that somebody goes on tomorrow and elsewhere.
/// Nothing of it counts before it is signed.
/// </summary>
[NotInEvents]
public sealed class RiskDraft : Entity
{
    /// <summary>Characters of all that was entered.</summary>
    public const int ContentMaxLength = 100_000;

    public const int MostOfOne = 50;

    /// <summary>Since it was saved last.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromDays(90);

    private static readonly JsonSerializerOptions Json = new() { Converters = { new JsonStringEnumConverter() }, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    private RiskDraft() { }

    /// <summary>The risk that is assessed again; null for one that is not in the register yet.</summary>
    public Guid? RiskId { get; private init; }

    /// <summary>As it was when the assessment began.</summary>
    public long? RiskVersion { get; private init; }

    /// <summary>The assessment of many risks that this one belongs to; null outside of one.</summary>
    public Guid? AssessmentId { get; private init; }

    /// <summary>How its author finds it again.</summary>
    public string Title { get; private set; } = "";

    /// <summary>As far as its author has come.</summary>
    public AssessStep Step { get; private set; }

    /// <summary>What was entered, as JSON.</summary>
    public string Content { get; private set; } = "{}";

    public DateTimeOffset SavedAt { get; private set; }

    /// <summary>The account that assesses; others do not see it.</summary>
    public Guid CreatedBy { get; private init; }

    public static RiskDraft Begin(Guid id, Guid? riskId, long? riskVersion, Guid? assessmentId, RiskDraftContent content, Guid by, DateTimeOffset now)
    {
        var draft = new RiskDraft { Id = id, RiskId = riskId, RiskVersion = riskVersion, AssessmentId = assessmentId, CreatedBy = by };
        draft.Keep(AssessStep.Scenario, content, now);
        return draft;
    }

    /// <summary>Of the random numbers for its losses, where the risk was not estimated before: whoever signs gets the figures that were shown.</summary>
    public long LossSeed => 1 + (BinaryPrimitives.ReadInt32BigEndian(Id.ToByteArray(bigEndian: true).AsSpan(12)) & 0x3fff_ffff);

    public RiskDraftContent Read()
    {
        var content = JsonNode.Parse(Content)!.AsObject();
        // Until November 2026 what a stage costs stood beside what was judged of it. The last draft of then is gone after KeptFor, and this with it.
        foreach (var stage in Enum.GetNames<EvaluationStage>())
        {
            if (!content.TryGetPropertyValue($"{stage}Loss", out var loss)) { continue; }
            content.Remove($"{stage}Loss");
            if (content[stage] is null) { content[stage] = new JsonObject(); }
            content[stage]![nameof(DraftJudgement.Loss)] = loss;
        }
        return content.Deserialize<RiskDraftContent>(Json)!;
    }

    /// <summary>False where it is more than a draft holds.</summary>
    /// <param name="reached">The step that may be opened now.</param>
    public bool Keep(AssessStep reached, RiskDraftContent content, DateTimeOffset now)
    {
        var json = JsonSerializer.Serialize(content, Json);
        if (json.Length > ContentMaxLength) { return false; }
        (Title, Content, SavedAt, Step) = (Text.Cut(Text.Clean(content.Title), Risk.TitleMaxLength), json, now, reached > Step ? reached : Step);
        return true;
    }
}

internal sealed class RiskDraftMapping : IEntityTypeConfiguration<RiskDraft>
{
    public void Configure(EntityTypeBuilder<RiskDraft> builder)
    {
        builder.ToTable("risk_draft");
        builder.SavedAfter<RiskDraft, Risk>(nameof(RiskDraft.RiskId));
        builder.SavedAfter<RiskDraft, RiskAssessment>(nameof(RiskDraft.AssessmentId));
    }
}

internal static class RiskDrafts
{
    internal static Error TooLong { get; } = new("risk-draft.too-long", "This is more text than an assessment holds. Say it shorter; what is long belongs into a document.");

    internal static Error TooMany { get; } = new("risk-draft.too-many", "You have begun {0} assessments. Finish one or give one up first.", ErrorKind.Refused, RiskDraft.MostOfOne);

    internal static Error PlanGone { get; } = new Error("risk-draft.plan-gone", "This plan is not there any more. Choose another one, or give a new one its name.").At(nameof(RiskDraftForm.PlanId));

    internal static async Task<long> SeedAsync(this IsmsDbContext db, RiskDraft draft, CancellationToken cancellationToken) => await db.LossSeedAsync(draft.RiskId ?? draft.Id, cancellationToken) ?? draft.LossSeed;

    /// <summary>The actor's own; those of others do not exist for them.</summary>
    internal static IQueryable<RiskDraft> OwnRiskDrafts(this IsmsDbContext db, RequestScope scope) => db.RiskDrafts.Where(d => d.CreatedBy == scope.Actor.Id);
}
