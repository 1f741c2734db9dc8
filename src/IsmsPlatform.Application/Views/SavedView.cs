using IsmsPlatform.Application.Shared.Memory;
using IsmsPlatform.Domain.Shared;

namespace IsmsPlatform.Application.Views;

/// <summary>
/// What a list shows, kept under a name by one person: for themselves, or for everybody who sees the list. How somebody looks at lists
/// is no act on the records of the ISMS: history keeps it, the log of events does not tell it.
/// </summary>
[NotInEvents]
public sealed class SavedView : Entity
{
    public const int NameMaxLength = 80;
    public const int QueryMaxLength = 2000;

    private SavedView() { }

    public string List { get; private init; } = "";

    public string Name { get; private set; } = "";

    /// <summary>The address's query, without what belongs to one visit.</summary>
    public string Query { get; private set; } = "";

    /// <summary>Who saved it.</summary>
    public Guid OwnerId { get; private init; }

    public bool IsShared { get; private set; }

    /// <summary>A tab of its own above the list.</summary>
    public bool IsPinned { get; private set; }

    public static SavedView Save(Guid id, string list, string query, Guid owner, string name, bool shared, bool pinned)
    {
        var view = new SavedView { Id = id, List = list, Query = query, OwnerId = owner };
        view.Change(name, shared, pinned);
        return view;
    }

    public void Change(string name, bool shared, bool pinned) => (Name, IsShared, IsPinned) = (Text.Clean(name), shared, pinned);

    public void Show(string query) => Query = query;
}
