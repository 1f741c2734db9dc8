using System.Text.Json.Serialization;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Context;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Context;

/// <summary>Changes only the members that were sent; the outcome meets the rules of <see cref="ChangeIssue"/>.</summary>
[RequirePermission(Permissions.ContextEdit)]
public sealed record PatchIssue(Guid Id, long Version, IssueMembers Members) : ICommand<Result>;

public sealed class PatchIssueHandler(IsmsDbContext db, ISender sender) : ICommandHandler<PatchIssue, Result>
{
    public async ValueTask<Result> Handle(PatchIssue command, CancellationToken cancellationToken)
        => await db.ContextIssues.AsNoTracking().SingleOrDefaultAsync(i => i.Id == command.Id, cancellationToken) is { } issue
            ? await sender.Send(command.Members.Over(issue) with { Version = command.Version }, cancellationToken)
            : Error.NotFound;
}

/// <summary>The members of an issue that a patch may set. A missing member stays as it is, null empties it; unknown members are refused.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed class IssueMembers : MergePatch
{
    /// <summary>Outside or inside the organisation.</summary>
    public IssueKind? Kind { get; set => field = Sent(value); }

    /// <summary>External: Political to Legal; internal: Strategy to Finance.</summary>
    public IssueCategory? Category { get; set => field = Sent(value); }

    /// <summary>What it is, in a few words.</summary>
    public string? Title { get; set => field = Sent(value); }

    /// <summary>What it means for the organisation and its ISMS.</summary>
    public string? Description { get; set => field = Sent(value); }

    /// <summary>Whether it helps the ISMS to achieve what it is for, or threatens that.</summary>
    public IssueEffect? Effect { get; set => field = Sent(value); }

    /// <summary>1 (little) to 5 (decisive).</summary>
    public int? Significance { get; set => field = Sent(value); }

    /// <summary>The person who answers for it.</summary>
    public Guid? OwnerId { get; set => field = Sent(value); }

    /// <summary>The day by which it is looked at again; null plans it by the review cycle.</summary>
    public DateOnly? NextReviewOn { get; set => field = Sent(value); }

    internal ChangeIssue Over(ContextIssue i) => new()
    {
        Id = i.Id,
        Kind = Or(Kind, i.Kind, nameof(Kind)),
        Category = Or(Category, i.Category, nameof(Category)),
        Title = Or(Title, i.Title, nameof(Title)),
        Description = Or(Description, i.Description, nameof(Description)),
        Effect = Or(Effect, i.Effect, nameof(Effect)),
        Significance = Or(Significance, i.Significance, nameof(Significance)),
        OwnerId = Or(OwnerId, i.OwnerId, nameof(OwnerId)),
        NextReviewOn = Or(NextReviewOn, i.NextReviewOn, nameof(NextReviewOn)),
    };
}
