using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Shared;
using Mediator;

namespace IsmsPlatform.Application.Views;

/// <summary>A view shows from now on what its list shows now.</summary>
[AnyMember]
public sealed record SaveViewChanges(Guid Id, string? Query, long Version) : ICommand<Result<ViewList>>;

public sealed class SaveViewChangesHandler(IsmsDbContext db, RequestScope scope) : ICommandHandler<SaveViewChanges, Result<ViewList>>
{
    public async ValueTask<Result<ViewList>> Handle(SaveViewChanges command, CancellationToken cancellationToken)
    {
        var opened = await ViewAccess.OpenAsync(db, scope, command.Id, command.Version, cancellationToken);
        if (opened.Error is { } error) { return error; }
        var list = ViewLists.Of(opened.Value.List)!;
        var query = list.Kept(command.Query);
        if (query.Length > SavedView.QueryMaxLength) { return ViewErrors.TooMuch; }
        opened.Value.Show(query);
        return list;
    }
}
