using FluentValidation;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Pipeline;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Assets;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Domain.Tasks;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Assets;

/// <summary>Records that the upper asset needs the lower one, so that the lower one inherits what the upper one must be protected for.</summary>
[RequirePermission(Permissions.AssetsEdit, Permissions.AssetsEditOwn)]
public sealed record AddDependency(Guid Id, Guid UpperId, Guid LowerId, InheritanceMode ModeC, InheritanceMode ModeI, InheritanceMode ModeA, string? Reason) : ICommand<Result<Guid>>, IDependencyForm;

/// <summary>What a form says of a dependency; adding and changing share it.</summary>
public interface IDependencyForm
{
    InheritanceMode ModeC { get; }

    InheritanceMode ModeI { get; }

    InheritanceMode ModeA { get; }

    string? Reason { get; }
}

public sealed class DependencyFormRules : AbstractValidator<IDependencyForm>
{
    public DependencyFormRules()
    {
        RuleFor(d => d.ModeC).Known();
        RuleFor(d => d.ModeI).Known();
        RuleFor(d => d.ModeA).Known();
        RuleFor(d => d.Reason).AtMost(AssetDependency.ReasonMaxLength);
    }
}

public sealed class AddDependencyValidator : AbstractValidator<AddDependency>
{
    public AddDependencyValidator()
    {
        Include(new DependencyFormRules());
        RuleFor(d => d.Id).Required();
        RuleFor(d => d.UpperId).Required();
        RuleFor(d => d.LowerId).Required();
    }
}

public sealed class AddDependencyHandler(IsmsDbContext db, AssetAccess access, RecalculateProtection recalculate, DependencyStory story, RequestScope scope) : ICommandHandler<AddDependency, Result<Guid>>
{
    public async ValueTask<Result<Guid>> Handle(AddDependency command, CancellationToken cancellationToken)
    {
        var opened = await access.OpenAsync(command.UpperId, version: null, cancellationToken);
        if (opened.Error is { } refused) { return refused; }
        if (opened.Value.Status == AssetStatus.Retired) { return AssetErrors.Retired; }
        var modes = new InheritanceModes(command.ModeC, command.ModeI, command.ModeA);
        if (await db.AssetDependencies.SingleOrDefaultAsync(d => d.Id == command.Id, cancellationToken) is { } there)
        {
            return (there.UpperId, there.LowerId) == (command.UpperId, command.LowerId) ? db.Again(there, there.Change(modes, command.Reason)) : ReviewErrors.SentBefore;
        }
        var lower = await db.Assets.Where(a => a.Id == command.LowerId).Select(a => (AssetStatus?)a.Status).SingleOrDefaultAsync(cancellationToken);
        if (lower is null) { return AssetErrors.NoSuchSupport; }
        if (lower == AssetStatus.Retired) { return AssetErrors.SupportRetired; }
        await db.LockAsync(DependencyQueries.Lock, cancellationToken);
        var circle = DependencyCycle.ClosedBy(command.UpperId, command.LowerId, await db.LinksBelowAsync(command.LowerId, scope.TenantId, cancellationToken));
        var dependency = AssetDependency.Between(command.Id, command.UpperId, command.LowerId, modes, command.Reason);
        if (dependency.Error is { } wrong) { return wrong; }
        if (circle.Count > 0)
        {
            var names = await db.Assets.Where(a => circle.Contains(a.Id)).ToDictionaryAsync(a => a.Id, a => a.Name, cancellationToken);
            return AssetErrors.Cycle(circle.Select(id => names[id]));
        }
        db.AssetDependencies.Add(dependency.Value);
        await story.AddedAsync(command.UpperId, command.LowerId, cancellationToken);
        await recalculate.AfterAsync([], cancellationToken);
        return command.Id;
    }
}
