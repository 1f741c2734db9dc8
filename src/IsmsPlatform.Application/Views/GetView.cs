using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Shared;
using Mediator;

namespace IsmsPlatform.Application.Views;

/// <summary>A view that one may change, to change it.</summary>
[AnyMember]
public sealed record GetView(Guid Id) : IQuery<Result<ViewDetails>>;

public sealed record ViewDetails(Guid Id, ViewList List, string Name, bool IsShared, bool IsPinned, long Version);

public sealed class GetViewHandler(IsmsDbContext db, RequestScope scope) : IQueryHandler<GetView, Result<ViewDetails>>
{
    public async ValueTask<Result<ViewDetails>> Handle(GetView query, CancellationToken cancellationToken)
        => (await ViewAccess.OpenAsync(db, scope, query.Id, null, cancellationToken)).Map(v => new ViewDetails(v.Id, ViewLists.Of(v.List)!, v.Name, v.IsShared, v.IsPinned, v.Version));
}
