using FluentValidation;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Organisation;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Organisation;

[RequirePermission(Permissions.OrganisationEdit)]
public sealed record CreateLocation(Guid Id, string? Code, string? Name, string? Address, string? Country, LocationKind Kind, ZoneLevel ZoneLevel, string? Hazards) : ICommand<Result<Guid>>, ILocationForm;

public sealed class CreateLocationValidator : AbstractValidator<CreateLocation>
{
    public CreateLocationValidator() => Include(new LocationFormRules());
}

public sealed class CreateLocationHandler(IsmsDbContext db) : ICommandHandler<CreateLocation, Result<Guid>>
{
    public async ValueTask<Result<Guid>> Handle(CreateLocation command, CancellationToken cancellationToken)
    {
        if (await db.Locations.AnyAsync(l => l.Id == command.Id, cancellationToken)) { return command.Id; } // the form was sent twice
        var location = Location.Create(command.Id, new LocationDetails(command.Code!, command.Name!, command.Kind, command.ZoneLevel, command.Address, command.Country, command.Hazards));
        if (location.Error is { } error) { return error; }
        db.Locations.Add(location.Value);
        return command.Id;
    }
}
