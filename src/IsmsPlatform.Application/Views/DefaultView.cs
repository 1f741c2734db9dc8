using IsmsPlatform.Application.Shared.Memory;
using IsmsPlatform.Domain.Shared;

namespace IsmsPlatform.Application.Views;

/// <summary>The view with which a list opens for one person.</summary>
[NotInEvents]
public sealed class DefaultView : Entity
{
    private DefaultView() { }

    public Guid PersonId { get; private init; }

    public string List { get; private init; } = "";

    public Guid ViewId { get; private set; }

    public static DefaultView Of(Guid id, Guid person, SavedView view) => new() { Id = id, PersonId = person, List = view.List, ViewId = view.Id };

    public void Become(SavedView view) => ViewId = view.Id;
}
