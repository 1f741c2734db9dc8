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
        var details = new LocationDetails(command.Code!, command.Name!, command.Kind, command.ZoneLevel, command.Address, command.Country, command.Hazards);
        if (await db.Locations.SingleOrDefaultAsync(l => l.Id == command.Id, cancellationToken) is { } there) { return db.Again(there, there.Change(details)); }
        var location = Location.Create(command.Id, details);
        if (location.Error is { } error) { return error; }
        db.Locations.Add(location.Value);
        return command.Id;
    }
}
