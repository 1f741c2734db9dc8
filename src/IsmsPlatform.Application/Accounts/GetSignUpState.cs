using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Settings;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Accounts;

/// <summary>Whether new organisations may sign up.</summary>
[Anyone]
public sealed record GetSignUpState : IQuery<Result<bool>>;

public sealed class GetSignUpStateHandler(PlatformDb db) : IQueryHandler<GetSignUpState, Result<bool>>
{
    public async ValueTask<Result<bool>> Handle(GetSignUpState query, CancellationToken cancellationToken)
        => !await db.Settings.AnyAsync(s => s.Key == PlatformSetting.SignUp && s.Value == "off", cancellationToken);
}
