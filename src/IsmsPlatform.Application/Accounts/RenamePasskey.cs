using FluentValidation;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Pipeline;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Accounts;

/// <summary>Calls one's own passkey something else.</summary>
[SignedIn]
public sealed record RenamePasskey(Guid Id, string? Name) : ICommand<Result>;

public sealed class RenamePasskeyValidator : AbstractValidator<RenamePasskey>
{
    public RenamePasskeyValidator() => RuleFor(c => c.Name).Required().AtMost(Passkey.NameMaxLength);
}

public sealed class RenamePasskeyHandler(PlatformDb db, RequestScope scope) : ICommandHandler<RenamePasskey, Result>
{
    public async ValueTask<Result> Handle(RenamePasskey command, CancellationToken cancellationToken)
    {
        if (await db.Passkeys.SingleOrDefaultAsync(p => p.Id == command.Id && p.UserId == scope.Actor.Id, cancellationToken) is not { } passkey) { return Error.NotFound; }
        passkey.Data.Name = command.Name!.Trim();
        return Result.Success;
    }
}
