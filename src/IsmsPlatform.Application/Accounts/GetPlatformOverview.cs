using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Settings;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Accounts;

/// <summary>What the operator needs to run the installation: organisations by name, mail that waits. Nothing of what they hold.</summary>
[PlatformOperator]
public sealed record GetPlatformOverview : IQuery<Result<PlatformOverview>>;

public sealed record PlatformOverview(IReadOnlyList<TenantRow> Tenants, int MailsWaiting, int MailsGivenUp, bool SignUpOpen);

/// <param name="EnteredUntil">Set while whoever asks is let in.</param>
public sealed record TenantRow(Guid Id, string Slug, string Name, DateTimeOffset CreatedAt, int Members, DateTimeOffset? EnteredUntil);

public sealed class GetPlatformOverviewHandler(PlatformDb db, RequestScope scope, TimeProvider clock) : IQueryHandler<GetPlatformOverview, Result<PlatformOverview>>
{
    private const int Most = 200;

    public async ValueTask<Result<PlatformOverview>> Handle(GetPlatformOverview query, CancellationToken cancellationToken) => new PlatformOverview(
        await db.Tenants.AsNoTracking().OrderByDescending(t => t.CreatedAt).Take(Most)
            .Select(t => new TenantRow(t.Id, t.Slug, t.Name, t.CreatedAt, db.Memberships.Count(m => m.TenantId == t.Id && m.DeactivatedAt == null),
                db.OperatorEntries.Where(e => e.TenantId == t.Id && e.AccountId == scope.Actor.Id && e.EndedAt == null && e.EndsAt > clock.GetUtcNow()).Select(e => (DateTimeOffset?)e.EndsAt).FirstOrDefault())).ToListAsync(cancellationToken),
        await db.Outbox.CountAsync(m => m.DueAt != null, cancellationToken),
        await db.Outbox.CountAsync(m => m.DueAt == null && m.SentAt == null, cancellationToken),
        !await db.Settings.AnyAsync(s => s.Key == PlatformSetting.SignUp && s.Value == "off", cancellationToken));
}

/// <summary>Opens or closes the sign-up of organisations from the operator's page.</summary>
[PlatformOperator]
public sealed record OpenSignUp(bool On) : ICommand<Result>;

public sealed class OpenSignUpHandler(PlatformDb db) : ICommandHandler<OpenSignUp, Result>
{
    public async ValueTask<Result> Handle(OpenSignUp command, CancellationToken cancellationToken)
    {
        await SignUpSwitch.SetAsync(db, command.On, cancellationToken);
        return Result.Success;
    }
}
