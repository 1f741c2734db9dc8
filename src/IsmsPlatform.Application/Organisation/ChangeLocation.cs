using FluentValidation;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Organisation;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Organisation;

[RequirePermission(Permissions.OrganisationEdit)]
public sealed record ChangeLocation(Guid Id, string? Code, string? Name, string? Address, string? Country, LocationKind Kind, ZoneLevel ZoneLevel, string? Hazards, long Version) : ICommand<Result>, ILocationForm;

public sealed class ChangeLocationValidator : AbstractValidator<ChangeLocation>
{
    public ChangeLocationValidator() => Include(new LocationFormRules());
}

public sealed class ChangeLocationHandler(IsmsDbContext db) : ICommandHandler<ChangeLocation, Result>
{
    public async ValueTask<Result> Handle(ChangeLocation command, CancellationToken cancellationToken)
    {
        if (await db.Locations.SingleOrDefaultAsync(l => l.Id == command.Id, cancellationToken) is not { } location) { return Error.NotFound; }
        if (location.Version != command.Version) { return Error.Stale; }
        return location.Change(new LocationDetails(command.Code!, command.Name!, command.Kind, command.ZoneLevel, command.Address, command.Country, command.Hazards));
    }
}
