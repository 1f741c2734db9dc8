using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Imports;
using IsmsPlatform.Application.Shared.Memory;
using IsmsPlatform.Application.Shared.Pipeline;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Risks;
using IsmsPlatform.Domain.Shared;
using Mediator;

namespace IsmsPlatform.Application.Risks.Import;

/// <summary>Step 3 of an import of risks: all lines in one transaction, or none.</summary>
/// <param name="OnlyGoodLines">Leaves faulty lines out, because the user said so.</param>
[RequirePermission(Permissions.RisksEdit)]
public sealed record ConfirmRisks(Guid Id, bool OnlyGoodLines = false) : ICommand<Result<RisksOutcome>>;

/// <param name="LeftOut">Faulty lines.</param>
public sealed record RisksOutcome(int New, int Known, int LeftOut);

public sealed class ConfirmRisksHandler(IsmsDbContext db, AuditTrail audit, CommandSteps steps, ImportFiles files, RiskImports imports, CodeSequence codes) : ICommandHandler<ConfirmRisks, Result<RisksOutcome>>
{
    // With what each of them brings along.
    private const int RisksAtOnce = CommandSteps.Portion / 4;

    public async ValueTask<Result<RisksOutcome>> Handle(ConfirmRisks command, CancellationToken cancellationToken)
    {
        // Two imports, or a double click, one after the other: the second finds what the first brought.
        await db.LockAsync("risk-imports", cancellationToken);
        var planned = await imports.PlanAsync(command.Id, cancellationToken);
        if (planned.Error is { } refused) { return refused; }
        var ((file, _), plan) = planned.Value;
        if (plan.Faulty > 0 && !command.OnlyGoodLines) { return ImportErrors.FaultyLines(plan.Faulty); }
        files.Close(file);
        if (plan.New.Count > 0)
        {
            audit.Summarise(AuditTrail.Import, file.FileName, new FieldChange("Records", null, plan.New.Count));
            var numbers = await codes.NextAsync(Risk.CodePrefix, plan.New.Count, cancellationToken);
            foreach (var portion in plan.New.Zip(numbers).Chunk(RisksAtOnce))
            {
                foreach (var (coming, code) in portion) { Enter(coming, code); }
                await steps.SaveAsync(command, cancellationToken);
            }
        }
        return new RisksOutcome(plan.New.Count, plan.Known, plan.Faulty);
    }

    private void Enter(ComingRisk coming, string code)
    {
        db.Risks.Add(coming.Risk);
        db.Entry(coming.Risk).Property(r => r.Code).CurrentValue = code;
        db.RiskAssets.AddRange(coming.Row.Assets.Select(id => RiskAsset.Of(coming.Risk.Id, id)));
        db.RiskVulnerabilities.AddRange(coming.Row.Vulnerabilities.Select(id => RiskVulnerability.Of(coming.Risk.Id, id)));
        db.RiskControls.AddRange(coming.Row.Controls.Select(id => RiskControl.Of(coming.Risk.Id, id)));
        db.RiskEvaluations.AddRange(coming.Evaluations);
    }
}

/// <summary>The user gives up: the file goes at once instead of in a day.</summary>
[RequirePermission(Permissions.RisksEdit)]
public sealed record DiscardRisks(Guid Id) : ICommand<Result>;

public sealed class DiscardRisksHandler(IsmsDbContext db, ImportFiles files) : ICommandHandler<DiscardRisks, Result>
{
    public async ValueTask<Result> Handle(DiscardRisks command, CancellationToken cancellationToken)
    {
        var open = await files.OpenAsync(command.Id, nameof(Risk), cancellationToken);
        if (open.Error is { } closed) { return closed; }
        db.ImportFiles.Remove(open.Value.File);
        return Result.Success;
    }
}
