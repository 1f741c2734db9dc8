using System.Text.Json.Serialization;
using FluentValidation;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Pipeline;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Controls;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Domain.Tasks;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Controls;

/// <summary>Plans one test of how a control is put into practice, beside those that its plan asks for.</summary>
[RequirePermission(Permissions.ControlsEdit, Permissions.ControlsEditOwn)]
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record PlanTest : TestForm, ICommand<Result<Guid>>
{
    /// <summary>UUID, best version 7; the same id again is the same test. Made by the server when missing.</summary>
    public Guid Id { get; init; }

    /// <summary>What is tested.</summary>
    public Guid ImplementationId { get; init; }
}

public sealed class PlanTestValidator : AbstractValidator<PlanTest>
{
    public PlanTestValidator()
    {
        Include(new TestFormRules());
        RuleFor(t => t.Id).Required();
        RuleFor(t => t.ImplementationId).Required();
    }
}

public sealed class PlanTestHandler(IsmsDbContext db, ImplementationAccess access, TestDesk desk) : ICommandHandler<PlanTest, Result<Guid>>
{
    public async ValueTask<Result<Guid>> Handle(PlanTest command, CancellationToken cancellationToken)
    {
        if (await db.ControlImplementations.SingleOrDefaultAsync(i => i.Id == command.ImplementationId, cancellationToken) is not { } of) { return Error.NotFound; }
        if (!access.MayChange(of.OwnerId)) { return Error.Forbidden; }
        var active = await access.IsActiveAsync(command.TesterId!.Value, cancellationToken);
        // The form was sent twice: that is one test, and whatever differs is not lost in silence.
        if (await db.ControlTests.SingleOrDefaultAsync(t => t.Id == command.Id, cancellationToken) is { } there)
        {
            return there.ImplementationId == of.Id && there.Change(command.Details(), of.OwnerId, active, desk.Today).IsSuccess && db.Entry(there).State == EntityState.Unchanged ? there.Id : ReviewErrors.SentBefore;
        }
        var test = ControlTest.Plan(command.Id, await desk.CodeAsync(cancellationToken), of, command.Details(), occurrenceOn: null, active, desk.Today);
        if (test.Error is { } refused) { return refused; }
        await desk.AddAsync(test.Value, cancellationToken);
        await desk.KnowAsync(of, cancellationToken);
        return command.Id;
    }
}
