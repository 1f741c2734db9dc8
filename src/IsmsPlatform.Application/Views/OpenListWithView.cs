using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Views;

/// <summary>A list opens with this view for oneself, or shows all again.</summary>
/// <param name="On">False: it does not open the list any more.</param>
[AnyMember]
public sealed record OpenListWithView(Guid Id, bool On) : ICommand<Result<ViewList>>;

public sealed class OpenListWithViewHandler(IsmsDbContext db, RequestScope scope) : ICommandHandler<OpenListWithView, Result<ViewList>>
{
    public async ValueTask<Result<ViewList>> Handle(OpenListWithView command, CancellationToken cancellationToken)
    {
        var found = await ViewAccess.FindAsync(db, scope, command.Id, cancellationToken);
        if (found.Error is { } error) { return error; }
        var (view, me) = (found.Value, scope.PersonId!.Value);
        var standing = await db.DefaultViews.SingleOrDefaultAsync(d => d.PersonId == me && d.List == view.List, cancellationToken);
        if (command.On && standing is null) { db.DefaultViews.Add(DefaultView.Of(Guid.CreateVersion7(), me, view)); }
        else if (command.On) { standing!.Become(view); }
        else if (standing?.ViewId == view.Id) { db.DefaultViews.Remove(standing); }
        return ViewLists.Of(view.List)!;
    }
}
