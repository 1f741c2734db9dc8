using IsmsPlatform.Domain.Shared;

namespace IsmsPlatform.Application.Shared.Files;

/// <summary>Why a file is not taken in, and how to go on.</summary>
public static class FileErrors
{
    private const string Field = "File";

    public static Error Empty { get; } = new Error("file.empty", "This file is empty. Choose the one that holds the content.").At(Field);

    public static Error NoRoom { get; } = new Error("file.no-room", "There is no room for this file at the moment. Nothing was stored: tell the administrator, then try again.").At(Field);

    public static Error BrokenOff { get; } = new Error("file.broken-off", "The file did not arrive whole. Nothing was stored: send it again.").At(Field);

    public static Error TooLarge(FileLimits limits) => new Error("file.larger-than-allowed", "The file is larger than {0} MB. Split it, or link to where it lies.", ErrorKind.Invalid, limits.Megabytes).At(Field);

    public static Error NotTaken(string allowed) => new Error("file.type-not-taken", "Files of this type are not taken. Choose one of {0}, or pack it into a zip file.", ErrorKind.Invalid, allowed).At(Field);

    public static Error NotWhatItsNameSays(string extension) => new Error("file.not-what-its-name-says", "The content of this file is not what its name says (.{0}). Save it in its own format, then choose it again.", ErrorKind.Invalid, extension).At(Field);
}
