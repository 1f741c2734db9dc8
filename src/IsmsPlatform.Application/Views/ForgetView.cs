using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Views;

/// <summary>Nobody needs the view any more. Lists that opened with it show all again.</summary>
[AnyMember]
public sealed record ForgetView(Guid Id, long Version) : ICommand<Result<ViewList>>;

public sealed class ForgetViewHandler(IsmsDbContext db, RequestScope scope) : ICommandHandler<ForgetView, Result<ViewList>>
{
    public async ValueTask<Result<ViewList>> Handle(ForgetView command, CancellationToken cancellationToken)
    {
        var opened = await ViewAccess.OpenAsync(db, scope, command.Id, command.Version, cancellationToken);
        if (opened.Error is { } error) { return error; }
        await db.DefaultViews.Where(d => d.ViewId == command.Id).ExecuteDeleteAsync(cancellationToken);
        db.SavedViews.Remove(opened.Value);
        return ViewLists.Of(opened.Value.List)!;
    }
}
