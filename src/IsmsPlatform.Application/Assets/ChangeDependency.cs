using FluentValidation;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Pipeline;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Assets;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Assets;

/// <summary>Changes how much of the need comes down a dependency.</summary>
[RequirePermission(Permissions.AssetsEdit, Permissions.AssetsEditOwn)]
public sealed record ChangeDependency(Guid Id, InheritanceMode ModeC, InheritanceMode ModeI, InheritanceMode ModeA, string? Reason, long Version) : ICommand<Result>, IDependencyForm;

public sealed class ChangeDependencyValidator : AbstractValidator<ChangeDependency>
{
    public ChangeDependencyValidator() => Include(new DependencyFormRules());
}

public sealed class ChangeDependencyHandler(IsmsDbContext db, AssetAccess access, RecalculateProtection recalculate, DependencyStory story) : ICommandHandler<ChangeDependency, Result>
{
    public async ValueTask<Result> Handle(ChangeDependency command, CancellationToken cancellationToken)
    {
        if (await db.AssetDependencies.SingleOrDefaultAsync(d => d.Id == command.Id, cancellationToken) is not { } dependency) { return Error.NotFound; }
        var upper = await access.OpenAsync(dependency.UpperId, version: null, cancellationToken);
        if (upper.Error is { } refused) { return refused; }
        if (dependency.Version != command.Version) { return Error.Stale; }
        var before = dependency.Modes;
        var changed = dependency.Change(new InheritanceModes(command.ModeC, command.ModeI, command.ModeA), command.Reason);
        if (!changed.IsSuccess) { return changed; }
        await story.ChangedAsync(dependency, before, cancellationToken);
        await recalculate.AfterAsync([dependency.LowerId], cancellationToken);
        return changed;
    }
}

/// <summary>A dependency with both ends, for its form.</summary>
[RequirePermission(Permissions.AssetsView)]
public sealed record GetDependency(Guid Id) : IQuery<Result<DependencyEnds>>;

public sealed record DependencyEnds(Guid Id, Guid UpperId, string Upper, Guid LowerId, string Lower, InheritanceMode ModeC, InheritanceMode ModeI, InheritanceMode ModeA, string? Reason, long Version, bool MayChange);

public sealed class GetDependencyHandler(IsmsDbContext db, AssetAccess access) : IQueryHandler<GetDependency, Result<DependencyEnds>>
{
    public async ValueTask<Result<DependencyEnds>> Handle(GetDependency query, CancellationToken cancellationToken)
    {
        var found = await db.AssetDependencies.AsNoTracking().Where(d => d.Id == query.Id)
            .Join(db.Assets, d => d.UpperId, a => a.Id, (d, upper) => new { d, upper }).Join(db.Assets, x => x.d.LowerId, a => a.Id, (x, lower) => new { x.d, x.upper, lower })
            .Select(x => new { Ends = new DependencyEnds(x.d.Id, x.upper.Id, x.upper.Name, x.lower.Id, x.lower.Name, x.d.ModeC, x.d.ModeI, x.d.ModeA, x.d.Reason, x.d.Version, false), x.upper.OwnerId })
            .SingleOrDefaultAsync(cancellationToken);
        return found is null ? Error.NotFound : found.Ends with { MayChange = access.MayChange(found.OwnerId) };
    }
}
