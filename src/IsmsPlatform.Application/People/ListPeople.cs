using System.Text.Json.Serialization;
using IsmsPlatform.Application.Scope;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.People;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.People;

/// <summary>The directory, by name; without a status everyone but those who left. Who may see names only gets names, job titles and units.</summary>
/// <param name="Columns">Those that are shown; what is not shown is not looked up. Null for all.</param>
[RequirePermission(Permissions.PeopleNames, Permissions.PeopleView)]
public sealed record ListPeople(string? Q = null, Guid[]? Unit = null, PersonStatus[]? Status = null, int? Size = null, string? After = null, string? Before = null, PersonColumn[]? Columns = null, bool? InScope = null) : IQuery<Result<Page<PersonRow>>>;

public sealed record PersonRow(Guid Id, string Name, string? Email, string? JobTitle, Guid? UnitId, string? Unit, PersonKind? Kind, PersonStatus? Status, string? Manager, string? Location, long Version)
{
    /// <summary>Inside the scope in force; null where none is in force, or it was not asked for.</summary>
    public bool? InScope { get; init; }

    [JsonIgnore]
    internal Guid? LocationId { get; init; }
}

public sealed class ListPeopleHandler(IsmsDbContext db, ScopeInForce inForce, RequestScope scope) : IQueryHandler<ListPeople, Result<Page<PersonRow>>>
{
    private const string Sort = "name";

    public async ValueTask<Result<Page<PersonRow>>> Handle(ListPeople query, CancellationToken cancellationToken)
    {
        var full = scope.Actor.Can(Permissions.PeopleView);
        bool Shows(PersonColumn column) => query.Columns?.Contains(column) != false;
        var (unit, manager, location) = (Shows(PersonColumn.Unit), full && Shows(PersonColumn.Manager), full && Shows(PersonColumn.Location));
        var people = db.People.AsNoTracking();
        if (!full || query.Status is not { Length: > 0 } status) { people = people.Where(p => p.Status != PersonStatus.Left); }
        else { people = people.Where(p => status.Contains(p.Status)); }
        if (query.Unit is { Length: > 0 } units) { people = people.Where(p => p.UnitId != null && units.Contains(p.UnitId.Value)); }
        people = full ? people.WithWords(query.Q, p => p.Name, p => p.Email) : people.WithWords(query.Q, p => p.Name);
        // Asked only where the answer is shown or filtered by.
        var boundary = full && (Shows(PersonColumn.Scope) || query.InScope is not null) ? await inForce.BoundaryAsync(cancellationToken) : null;
        if (query.InScope is { } inside) { people = people.Within(boundary, inside); }
        var total = await people.Take(Page<PersonRow>.CountLimit + 1).CountAsync(cancellationToken);
        var page = await people.ByKeysetAsync(Sort, query.After, query.Before, query.Size, total,
            (rows, value, id) => rows.Where(p => EF.Functions.GreaterThan(ValueTuple.Create(p.Name, p.Id), ValueTuple.Create(value, id))),
            (rows, value, id) => rows.Where(p => EF.Functions.LessThan(ValueTuple.Create(p.Name, p.Id), ValueTuple.Create(value, id))),
            rows => rows.OrderBy(p => p.Name).ThenBy(p => p.Id), rows => rows.OrderByDescending(p => p.Name).ThenByDescending(p => p.Id),
            rows => rows.Select(p => new PersonRow(p.Id, p.Name, full ? p.Email : null, p.JobTitle, p.UnitId, unit ? db.Units.Where(u => u.Id == p.UnitId).Select(u => u.Name).FirstOrDefault() : null,
                full ? p.Kind : null, full ? p.Status : null, manager ? db.People.Where(m => m.Id == p.ManagerId).Select(m => m.Name).FirstOrDefault() : null,
                location ? db.Locations.Where(l => l.Id == p.LocationId).Select(l => l.Name).FirstOrDefault() : null, p.Version)
            { LocationId = full ? p.LocationId : null }),
            row => (row.Name, row.Id), cancellationToken);
        return boundary is null ? page : page.Map(p => p with { Items = [.. p.Items.Select(r => r with { InScope = boundary.Holds(r.UnitId, r.LocationId) })] });
    }
}
