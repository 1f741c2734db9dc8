using FluentValidation;
using IsmsPlatform.Application.Scope;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Pipeline;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Processes;
using IsmsPlatform.Domain.Scope;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Processes;

/// <summary>Which processes: the list and its export share it.</summary>
public sealed record ProcessFilter
{
    internal const int SearchMaxLength = 200;

    /// <summary>Words of the name, the code or the clause; all of them must occur.</summary>
    public string? Q { get; init; }

    /// <summary>One of these states; without it retired processes are left out.</summary>
    public IReadOnlyList<ProcessStatus>? Status { get; init; }

    /// <summary>The owner's id, "none", or "me" for whoever asks.</summary>
    public string? Owner { get; init; }

    /// <summary>True: only those whose day of review is over.</summary>
    public bool? Overdue { get; init; }

    /// <summary>Only those inside the scope in force (true) or outside it (false); all of them where none is in force.</summary>
    public bool? InScope { get; init; }

    /// <summary>Whether anything is asked for at all.</summary>
    public bool IsEmpty() => this is { Q: null or "", Status: null or [], Owner: null or "", Overdue: null or false, InScope: null };

    internal IQueryable<IsmsProcess> Over(IQueryable<IsmsProcess> processes, RequestScope scope, ScopeBoundary? boundary, DateOnly today)
    {
        processes = processes.WithWords(Q, p => p.Name, p => p.Code, p => p.Clause);
        processes = Status is { Count: > 0 } states ? processes.Where(p => states.Contains(p.Status)) : processes.Where(p => p.Status != ProcessStatus.Retired);
        processes = processes.With(Owner, scope, p => p.OwnerId);
        if (Overdue == true) { processes = processes.Where(p => p.Status == ProcessStatus.Active && p.NextReviewOn < today); }
        return processes.Within(boundary, InScope);
    }
}

public sealed class ProcessFilterRules : AbstractValidator<ProcessFilter>
{
    public ProcessFilterRules()
    {
        RuleFor(f => f.Q).AtMost(ProcessFilter.SearchMaxLength);
        RuleFor(f => f.Owner).NamesSomebodyOrNone();
    }
}

/// <summary>The processes of the ISMS (ISO/IEC 27001 4.4) by their codes; the standard set was given its codes in the order of the clauses.</summary>
[RequirePermission(Permissions.ProcessesView)]
public sealed record ListProcesses(ProcessFilter Filter, ListPlace Place) : IQuery<Result<Page<ProcessRow>>>;

/// <param name="Inputs">How many inputs it names.</param>
/// <param name="Outputs">How many outputs it names.</param>
public sealed record ProcessRow(Guid Id, string Code, string Name, string? Clause, Guid? OwnerId, string? Owner, int Inputs, int Outputs, ProcessStatus Status, DateOnly? ReviewedOn, DateOnly? NextReviewOn, long Version)
{
    /// <summary>Inside the scope in force; null where none is.</summary>
    public bool? InScope { get; init; }
}

public sealed class ListProcessesValidator : AbstractValidator<ListProcesses>
{
    public ListProcessesValidator()
    {
        RuleFor(l => l.Filter).SetValidator(new ProcessFilterRules());
        RuleFor(l => l.Place.Sort).Listed(ProcessRows.Sorts.IsKnown);
    }
}

public sealed class ListProcessesHandler(IsmsDbContext db, ScopeInForce inForce, RequestScope scope, TimeProvider clock) : IQueryHandler<ListProcesses, Result<Page<ProcessRow>>>
{
    public async ValueTask<Result<Page<ProcessRow>>> Handle(ListProcesses query, CancellationToken cancellationToken)
    {
        var boundary = await inForce.BoundaryAsync(cancellationToken);
        var page = await ProcessRows.Sorts.PageAsync(query.Filter.Over(db.Processes.AsNoTracking(), scope, boundary, scope.Today(clock)), query.Place,
            rows => rows.Select(p => new ProcessRow(p.Id, p.Code, p.Name, p.Clause, p.OwnerId, db.People.Where(o => o.Id == p.OwnerId).Select(o => o.Name).FirstOrDefault(), p.Inputs.Length, p.Outputs.Length, p.Status, p.ReviewedOn, p.NextReviewOn, p.Version)), cancellationToken);
        return boundary is null ? page : page.Map(p => p with { Items = [.. p.Items.Select(r => r with { InScope = boundary.Processes.Contains(r.Id) })] });
    }
}

internal static class ProcessRows
{
    internal static ListSorts<IsmsProcess, ProcessRow> Sorts { get; } = new("code", row => row.Id, new Dictionary<string, ListSort<IsmsProcess, ProcessRow>>(StringComparer.Ordinal)
    {
        ["code"] = ListSort<IsmsProcess, ProcessRow>.By(nameof(IsmsProcess.Code), row => row.Code),
    });
}
