using FluentValidation;
using IsmsPlatform.Application.Notifications;
using IsmsPlatform.Application.People;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Pipeline;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.People;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Accounts;

/// <summary>A platform operator enters an organisation to read, for some hours; its administrators learn it at once. Answers with the organisation's short name.</summary>
[PlatformOperator, FreshProof]
public sealed record EnterTenant(Guid Id, Guid TenantId, int? Hours, string? Reason) : ICommand<Result<string>>, IEntersTenant, IWithReason;

public sealed class EnterTenantValidator : AbstractValidator<EnterTenant>
{
    public EnterTenantValidator()
    {
        RuleFor(c => c.Hours).Listed(h => h is { } hours && OperatorEntry.Lengths.Contains(hours));
        RuleFor(c => c.Reason).Required().AtMost(OperatorEntry.ReasonMaxLength);
    }
}

public sealed class EnterTenantHandler(PlatformDb platform, IsmsDbContext db, AccountMails mails, RequestScope scope, TimeProvider clock) : ICommandHandler<EnterTenant, Result<string>>
{
    public async ValueTask<Result<string>> Handle(EnterTenant command, CancellationToken cancellationToken)
    {
        var (tenant, operatorId, now) = (scope.Tenant!, scope.Actor.Id, clock.GetUtcNow());
        if (await platform.Memberships.AnyAsync(m => m.TenantId == tenant.Id && m.AccountId == operatorId && m.DeactivatedAt == null, cancellationToken)) { return OperatorErrors.MemberAlready; }
        if (await platform.OperatorEntries.SingleOrDefaultAsync(e => e.TenantId == tenant.Id && e.AccountId == operatorId && e.EndedAt == null, cancellationToken) is { } open)
        {
            if (open.Id == command.Id) { return tenant.Slug; } // the form was sent twice
            if (open.IsRunning(now)) { return OperatorErrors.InsideAlready; }
            open.Lapse();
        }
        var entry = OperatorEntry.Begin(command.Id, tenant.Id, operatorId, command.Reason!, command.Hours!.Value, now);
        platform.OperatorEntries.Add(entry);
        await TellAsync(entry, now, cancellationToken);
        return tenant.Slug;
    }

    // Whoever decides about the sign-in is told, whatever mails they want else: somebody from outside is inside.
    private async Task TellAsync(OperatorEntry entry, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var administrators = await db.RoleAssignments.InForce(scope.Today(clock)).Allowing(db, Permissions.SettingsEdit)
            .Join(db.People.Where(p => p.Status != PersonStatus.Left), r => r.PersonId, p => p.Id, (_, p) => p.Id).Distinct().ToListAsync(cancellationToken);
        db.Notifications.AddRange(administrators.Select(p => Notification.To(p, NotificationKind.OperatorEntered, nameof(OperatorEntry), entry.Id, entry.Reason, scope.Actor.Name, now)));
        var readers = await platform.Memberships.Where(m => m.TenantId == entry.TenantId && m.DeactivatedAt == null && administrators.Contains(m.PersonId))
            .Join(platform.Accounts, m => m.AccountId, a => a.Id, (_, a) => a).ToListAsync(cancellationToken);
        foreach (var reader in readers) { mails.OperatorEntered(reader, scope.Tenant!, scope.Actor.Name, entry); }
    }
}
