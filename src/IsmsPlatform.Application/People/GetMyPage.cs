using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Application.Treatment;
using IsmsPlatform.Domain.Assets;
using IsmsPlatform.Domain.People;
using IsmsPlatform.Domain.Risks;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Domain.Treatment;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.People;

/// <summary>Where an employee lands: who one is here, what one answers for, whom to ask.</summary>
[AnyMember]
public sealed record GetMyPage : IQuery<Result<MyPage>>;

public sealed record MyPage(string Name, string? JobTitle, string? Unit, string? Manager, IReadOnlyList<HeldRole> Roles, IReadOnlyList<RoleToAccept> ToAccept, IReadOnlyList<OwnAsset> Assets, int OwnAssets, IReadOnlyList<OwnRisk> Risks, int OwnRisks, IReadOnlyList<OwnAction> Actions, IReadOnlyList<Contact> IsmsManagers);

/// <summary>A role as people call it.</summary>
/// <param name="Own">What the organisation calls a role of its own; null for one that every organisation has.</param>
public sealed record HeldRole(Role Role, string? Own);

/// <summary>A role that was given and not taken on yet.</summary>
public sealed record RoleToAccept(Guid Id, HeldRole Role, string? Unit, DateOnly From, DateOnly? To);

/// <summary>An asset that the person owns; drafts wait for acceptance.</summary>
public sealed record OwnAsset(Guid Id, string? Code, string Name, AssetType Type, AssetStatus Status);

/// <summary>A risk that the person owns.</summary>
/// <param name="Reevaluate">Something that its rating rests on has changed.</param>
public sealed record OwnRisk(Guid Id, string Code, string Title, DateOnly NextReviewOn, bool Reevaluate);

/// <summary>An open action of a plan in force that the person carries out.</summary>
public sealed record OwnAction(Guid Id, string Title, DateOnly DueOn, ActionStatus Status, int Progress);

public sealed record Contact(string Name, string Email);

public sealed class GetMyPageHandler(IsmsDbContext db, RequestScope scope, TimeProvider clock) : IQueryHandler<GetMyPage, Result<MyPage>>
{
    private const int Shown = 10;

    // Whoever has no list of actions finds theirs here alone.
    private const int ShownActions = 100;

    public async ValueTask<Result<MyPage>> Handle(GetMyPage query, CancellationToken cancellationToken)
    {
        var (me, today) = (scope.PersonId!.Value, scope.Today(clock));
        var person = await db.People.AsNoTracking().Where(p => p.Id == me).Select(p => new
        {
            p.Name,
            p.JobTitle,
            Unit = db.Units.Where(u => u.Id == p.UnitId).Select(u => u.Name).FirstOrDefault(),
            Manager = db.People.Where(m => m.Id == p.ManagerId).Select(m => m.Name).FirstOrDefault(),
        }).SingleOrDefaultAsync(cancellationToken);
        if (person is null) { return Error.NotFound; } // looking back to before one came
        var inForce = db.RoleAssignments.AsNoTracking().InForce(today);
        var roles = await inForce.Where(r => r.PersonId == me).Select(r => new HeldRole(r.Role, db.CustomRoles.Where(c => c.Id == r.CustomRoleId).Select(c => c.Name).FirstOrDefault())).ToListAsync(cancellationToken);
        var toAccept = await db.RoleAssignments.AsNoTracking().NotOver(today).Where(r => r.PersonId == me && r.AcceptedOn == null && r.Status == RoleAssignmentStatus.Effective).OrderBy(r => r.From).ThenBy(r => r.Id)
            .Select(r => new RoleToAccept(r.Id, new HeldRole(r.Role, db.CustomRoles.Where(c => c.Id == r.CustomRoleId).Select(c => c.Name).FirstOrDefault()), db.Units.Where(u => u.Id == r.UnitId).Select(u => u.Name).FirstOrDefault(), r.From, r.To)).Take(Shown).ToListAsync(cancellationToken);
        var own = db.Assets.AsNoTracking().Where(a => a.OwnerId == me && a.Status != AssetStatus.Retired);
        var assets = scope.Actor.Can(Permissions.AssetsView)
            ? await own.OrderByDescending(a => a.Status == AssetStatus.Draft).ThenBy(a => a.Name).Take(Shown).Select(a => new OwnAsset(a.Id, a.Code, a.Name, a.Type, a.Status)).ToListAsync(cancellationToken)
            : [];
        var risks = db.Risks.AsNoTracking().Where(r => r.OwnerId == me && r.Status != RiskStatus.Closed);
        // Owners open theirs without a role, in the present; it is then that they need to find them here.
        var mayOpen = scope.Actor.Can(Permissions.RisksView) || scope.Actor.Owns(me);
        var ownRisks = mayOpen
            ? await risks.OrderBy(r => r.NextReviewOn).ThenBy(r => r.Id).Take(Shown).Select(r => new OwnRisk(r.Id, r.Code, r.Title, r.NextReviewOn, r.ReevaluateSince != null)).ToListAsync(cancellationToken)
            : [];
        var actions = mayOpen
            ? await db.TreatmentActions.AsNoTracking().Open().Where(a => a.OwnerId == me && db.TreatmentPlans.InForce().Any(p => p.Id == a.PlanId)).OrderBy(a => a.DueOn).ThenBy(a => a.Id).Take(ShownActions)
                .Select(a => new OwnAction(a.Id, a.Title, a.DueOn, a.Status, a.Progress)).ToListAsync(cancellationToken)
            : [];
        var managers = await inForce.Where(r => r.Role == Role.IsmsManager).Join(db.People, r => r.PersonId, p => p.Id, (_, p) => p)
            .Where(p => p.Status == PersonStatus.Active).OrderBy(p => p.Name).Select(p => new Contact(p.Name, p.Email)).Take(Shown).ToListAsync(cancellationToken);
        return new MyPage(person.Name, person.JobTitle, person.Unit, person.Manager, [.. roles.Distinct()], toAccept, assets, await own.CountAsync(cancellationToken), ownRisks, await risks.CountAsync(cancellationToken), actions, managers);
    }
}
