using FluentValidation;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Pipeline;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Views;

/// <summary>Gives a view another name, shares it or takes it back, pins it or not.</summary>
[AnyMember]
public sealed record ChangeView(Guid Id, string? Name, bool Shared, bool Pinned, long Version) : ICommand<Result>;

public sealed class ChangeViewValidator : AbstractValidator<ChangeView>
{
    public ChangeViewValidator() => RuleFor(v => v.Name).Required().AtMost(SavedView.NameMaxLength);
}

public sealed class ChangeViewHandler(IsmsDbContext db, RequestScope scope) : ICommandHandler<ChangeView, Result>
{
    public async ValueTask<Result> Handle(ChangeView command, CancellationToken cancellationToken)
    {
        var opened = await ViewAccess.OpenAsync(db, scope, command.Id, command.Version, cancellationToken);
        if (opened.Error is { } error) { return error; }
        var view = opened.Value;
        if (command.Shared && !view.IsShared && !ViewAccess.MayShare(scope.Actor)) { return ViewErrors.NotYoursToShare; }
        if (command.Shared != view.IsShared && await ViewAccess.FullAsync(db, view.List, command.Shared, view.OwnerId, cancellationToken) is { } full) { return full; }
        // What others cannot see any more opens no list of theirs.
        if (view.IsShared && !command.Shared) { await db.DefaultViews.Where(d => d.ViewId == view.Id && d.PersonId != view.OwnerId).ExecuteDeleteAsync(cancellationToken); }
        view.Change(command.Name!, command.Shared, command.Pinned);
        return Result.Success;
    }
}
