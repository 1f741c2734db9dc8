using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Shared.Idempotency;

/// <summary>After a day, a key may be used for something else.</summary>
[SystemOnly]
public sealed record ForgetOldAnswers : ICommand<Result>;

public sealed class ForgetOldAnswersHandler(IsmsDbContext db, RequestScope scope, TimeProvider clock) : ICommandHandler<ForgetOldAnswers, Result>
{
    public async ValueTask<Result> Handle(ForgetOldAnswers command, CancellationToken cancellationToken)
    {
        await db.Database.ExecuteSqlAsync($"delete from idempotent_answer where tenant_id = {scope.TenantId} and answered_at < {clock.GetUtcNow() - IdempotentAnswers.KeptFor}", cancellationToken);
        return Result.Success;
    }
}
