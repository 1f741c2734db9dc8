using FluentValidation;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Pipeline;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Domain.Tasks;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Views;

/// <summary>Keeps what a list shows under a name.</summary>
/// <param name="Query">Of the list's address; what is no part of a view is left out.</param>
/// <param name="Shared">For everybody who sees the list.</param>
/// <param name="Pinned">With a tab of its own.</param>
[AnyMember]
public sealed record SaveView(Guid Id, string? List, string? Query, string? Name, bool Shared, bool Pinned) : ICommand<Result<Guid>>
{
    /// <summary>Of one list, for each person, and shared: more is nothing to choose from.</summary>
    internal const int Most = 50;
}

public sealed class SaveViewValidator : AbstractValidator<SaveView>
{
    public SaveViewValidator()
    {
        RuleFor(v => v.Id).Required();
        RuleFor(v => v.Name).Required().AtMost(SavedView.NameMaxLength);
    }
}

public sealed class SaveViewHandler(IsmsDbContext db, RequestScope scope) : ICommandHandler<SaveView, Result<Guid>>
{
    public async ValueTask<Result<Guid>> Handle(SaveView command, CancellationToken cancellationToken)
    {
        if (ViewLists.Of(command.List) is not { } list || !list.IsVisibleTo(scope.Actor)) { return Error.NotFound; }
        var me = scope.PersonId!.Value;
        var query = list.Kept(command.Query);
        if (await db.SavedViews.AsNoTracking().SingleOrDefaultAsync(v => v.Id == command.Id && v.OwnerId == me, cancellationToken) is { } there)
        {
            return (there.List, there.Query, there.Name, there.IsShared, there.IsPinned) == (list.Key, query, Text.Clean(command.Name), command.Shared, command.Pinned) ? there.Id : ReviewErrors.SentBefore;
        }
        if (command.Shared && !ViewAccess.MayShare(scope.Actor)) { return ViewErrors.NotYoursToShare; }
        if (query.Length > SavedView.QueryMaxLength) { return ViewErrors.TooMuch; }
        if (await ViewAccess.FullAsync(db, list.Key, command.Shared, me, cancellationToken) is { } full) { return full; }
        db.SavedViews.Add(SavedView.Save(command.Id, list.Key, query, me, command.Name!, command.Shared, command.Pinned));
        return command.Id;
    }
}
