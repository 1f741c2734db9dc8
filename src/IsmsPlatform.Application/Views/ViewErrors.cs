using IsmsPlatform.Domain.Shared;

namespace IsmsPlatform.Application.Views;

/// <summary>What a saved view refuses, why, and how to go on.</summary>
public static class ViewErrors
{
    public static Error NoSuchView { get; } = new("view.unknown",
        "There is no such view: it was removed, or it is not shared with you. Open the whole list and choose another one.", ErrorKind.NotFound);

    public static Error NameTaken { get; } = new Error("view.name-taken",
        "You have a view of this list with this name. Choose another name, or save your changes in that view.", ErrorKind.Conflict).At("Name");

    public static Error TooMuch { get; } = new("view.too-long",
        "This view holds more filters than can be kept. Take some away, then save it again.");

    public static Error TooMany(int most) => new("view.too-many",
        "There are {0} views of this list already. Remove one that nobody needs, then save this one.", ErrorKind.Refused, most);

    public static Error NotYoursToShare { get; } = new Error("view.not-yours-to-share",
        "Who only reads keeps views for themselves. Save it for you alone.").At("Shared");
}
