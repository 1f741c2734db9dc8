using FluentValidation;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Pipeline;
using IsmsPlatform.Application.Shared.Settings;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Accounts;

/// <summary>What the operator needs to run the installation: the newest organisations, or those that are searched for, and mail that waits. Nothing of what they hold.</summary>
/// <param name="Q">Words of the name or of the short name.</param>
[PlatformOperator]
public sealed record GetPlatformOverview(string? Q = null) : IQuery<Result<PlatformOverview>>
{
    /// <summary>More are found by searching.</summary>
    public const int Most = 200;

    public const int SearchMaxLength = 200;
}

/// <param name="All">How many organisations there are, shown or not.</param>
/// <param name="Found">How many the search found, shown or not.</param>
public sealed record PlatformOverview(IReadOnlyList<TenantRow> Tenants, int All, int Found, int MailsWaiting, int MailsGivenUp, bool SignUpOpen);

/// <param name="EnteredUntil">Set while whoever asks is let in.</param>
public sealed record TenantRow(Guid Id, string Slug, string Name, DateTimeOffset CreatedAt, int Members, DateTimeOffset? EnteredUntil)
{
    internal static IQueryable<TenantRow> Of(IQueryable<Tenant> tenants, PlatformDb db, Guid? operatorId, DateTimeOffset now)
        => tenants.Select(t => new TenantRow(t.Id, t.Slug, t.Name, t.CreatedAt, db.Memberships.Count(m => m.TenantId == t.Id && m.DeactivatedAt == null),
            db.OperatorEntries.Where(e => e.TenantId == t.Id && e.AccountId == operatorId && e.EndedAt == null && e.EndsAt > now).Select(e => (DateTimeOffset?)e.EndsAt).FirstOrDefault()));
}

public sealed class GetPlatformOverviewValidator : AbstractValidator<GetPlatformOverview>
{
    public GetPlatformOverviewValidator() => RuleFor(o => o.Q).AtMost(GetPlatformOverview.SearchMaxLength);
}

public sealed class GetPlatformOverviewHandler(PlatformDb db, RequestScope scope, TimeProvider clock) : IQueryHandler<GetPlatformOverview, Result<PlatformOverview>>
{
    public async ValueTask<Result<PlatformOverview>> Handle(GetPlatformOverview query, CancellationToken cancellationToken)
    {
        var tenants = db.Tenants.AsNoTracking();
        tenants = tenants.WithWords(query.Q, t => t.Name, t => t.Slug);
        return new PlatformOverview(
            await TenantRow.Of(tenants.OrderByDescending(t => t.CreatedAt).Take(GetPlatformOverview.Most), db, scope.Actor.Id, clock.GetUtcNow()).ToListAsync(cancellationToken),
            await db.Tenants.CountAsync(cancellationToken),
            await tenants.CountAsync(cancellationToken),
            await db.Outbox.CountAsync(m => m.DueAt != null, cancellationToken),
            await db.Outbox.CountAsync(m => m.DueAt == null && m.SentAt == null, cancellationToken),
            !await db.Settings.AnyAsync(s => s.Key == PlatformSetting.SignUp && s.Value == "off", cancellationToken));
    }
}

/// <summary>The organisation that an operator is about to enter.</summary>
[PlatformOperator]
public sealed record GetTenantToEnter(Guid Id) : IQuery<Result<TenantRow>>;

public sealed class GetTenantToEnterHandler(PlatformDb db, RequestScope scope, TimeProvider clock) : IQueryHandler<GetTenantToEnter, Result<TenantRow>>
{
    public async ValueTask<Result<TenantRow>> Handle(GetTenantToEnter query, CancellationToken cancellationToken)
        => await TenantRow.Of(db.Tenants.AsNoTracking().Where(t => t.Id == query.Id), db, scope.Actor.Id, clock.GetUtcNow()).SingleOrDefaultAsync(cancellationToken) is { } tenant ? tenant : Error.NotFound;
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
