using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Imports;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.People;
using IsmsPlatform.Domain.Shared;
using Mediator;

namespace IsmsPlatform.Application.People.Import;

/// <summary>Step 2 of an import of people: what it would do, line by line, without doing it.</summary>
[RequirePermission(Permissions.PeopleEdit)]
public sealed record PreviewPeople(Guid Id) : IQuery<Result<PeoplePreview>>;

/// <param name="Known">Lines about people who are in the directory already and stay as they are there.</param>
/// <param name="Faulty">Lines, not faults: a line may have several.</param>
/// <param name="Columns">What was recognised: field and heading.</param>
/// <param name="Unused">Headings that mean nothing here.</param>
public sealed record PeoplePreview(Guid Id, string FileName, int Rows, int New, int Known, int Faulty, FaultGroups Faults, IReadOnlyList<PreviewedPerson> FirstRows, IReadOnlyList<(PersonField Field, string Heading)> Columns, IReadOnlyList<string> Unused);

/// <param name="Kind">Null where the line says none that is known.</param>
public sealed record PreviewedPerson(int Line, string Name, string Email, PersonKind? Kind, string? JobTitle, bool IsKnown, bool IsFaulty);

public sealed class PreviewPeopleHandler(PeopleImports imports) : IQueryHandler<PreviewPeople, Result<PeoplePreview>>
{
    private const int MostRows = 20;

    public async ValueTask<Result<PeoplePreview>> Handle(PreviewPeople query, CancellationToken cancellationToken)
    {
        var planned = await imports.PlanAsync(query.Id, cancellationToken);
        if (planned.Error is { } closed) { return closed; }
        var ((file, table), plan) = planned.Value;
        var columns = PersonFields.ColumnsOf(table);
        return new PeoplePreview(file.Id, file.FileName, plan.Rows.Count, plan.New.Count(), plan.Known, plan.Faulty, FaultGroups.Of(plan.Faults),
            [.. plan.Rows.Take(MostRows).Select(r => new PreviewedPerson(r.Line, r.Details.Name, r.Details.Email, r.Faults.Exists(f => f.Problem.Field == nameof(PersonField.Kind)) ? null : r.Details.Kind, r.Details.JobTitle, r.IsKnown, r.Faults.Count > 0))],
            [.. columns.OrderBy(c => c.Key).Select(c => (c.Key, table.Headings[c.Value]))], [.. table.Headings.Where((_, i) => !columns.ContainsValue(i))]);
    }
}
