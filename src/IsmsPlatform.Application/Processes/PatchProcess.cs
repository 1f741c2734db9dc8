using System.Text.Json.Serialization;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Processes;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Processes;

/// <summary>Changes only the members that were sent (JSON merge patch, RFC 7396); the outcome meets the rules of <see cref="ChangeProcess"/>.</summary>
[RequirePermission(Permissions.ProcessesEdit, Permissions.ProcessesEditOwn)]
public sealed record PatchProcess(Guid Id, long Version, ProcessMembers Members) : ICommand<Result>;

public sealed class PatchProcessHandler(IsmsDbContext db, ISender sender) : ICommandHandler<PatchProcess, Result>
{
    public async ValueTask<Result> Handle(PatchProcess command, CancellationToken cancellationToken)
        => await db.Processes.AsNoTracking().SingleOrDefaultAsync(p => p.Id == command.Id, cancellationToken) is { } process
            ? await sender.Send(command.Members.Over(process) with { Version = command.Version }, cancellationToken)
            : Error.NotFound;
}

/// <summary>The members of a process that a patch may set. A missing member stays as it is, null empties it; unknown members are refused.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed class ProcessMembers : MergePatch
{
    /// <summary>How people call it; at most 200 characters.</summary>
    public string? Name { get; set => field = Sent(value); }

    /// <summary>Where the standard asks for it.</summary>
    public string? Clause { get; set => field = Sent(value); }

    /// <summary>What it is for.</summary>
    public string? Purpose { get; set => field = Sent(value); }

    /// <summary>The person who answers for it.</summary>
    public Guid? OwnerId { get; set => field = Sent(value); }

    /// <summary>What it needs; replaces the whole list.</summary>
    public string[]? Inputs { get; set => field = Sent(value); }

    /// <summary>What comes out of it; replaces the whole list.</summary>
    public string[]? Outputs { get; set => field = Sent(value); }

    /// <summary>By what one sees that it works as it should.</summary>
    public string? Criteria { get; set => field = Sent(value); }

    /// <summary>The day by which its owner looks at it again.</summary>
    public DateOnly? NextReviewOn { get; set => field = Sent(value); }

    internal ChangeProcess Over(IsmsProcess p) => new()
    {
        Id = p.Id,
        Name = Or(Name, p.Name, nameof(Name)),
        Clause = Or(Clause, p.Clause, nameof(Clause)),
        Purpose = Or(Purpose, p.Purpose, nameof(Purpose)),
        OwnerId = Or(OwnerId, p.OwnerId, nameof(OwnerId)),
        Inputs = Or(Inputs, p.Inputs, nameof(Inputs)),
        Outputs = Or(Outputs, p.Outputs, nameof(Outputs)),
        Criteria = Or(Criteria, p.Criteria, nameof(Criteria)),
        NextReviewOn = Or(NextReviewOn, p.NextReviewOn, nameof(NextReviewOn)),
    };
}
