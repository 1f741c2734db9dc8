using IsmsPlatform.Domain.Shared;

namespace IsmsPlatform.Domain.Controls;

/// <summary>What controls refuse, why, and how to go on.</summary>
public static class ControlErrors
{
    public static Error OfAnnex { get; } = new("control.of-annex", "A control of Annex A stays as the standard has it. Say how you put it into practice on its page, or define a control of your own.");

    public static Error Retired { get; } = new("control.retired", "This control is retired and stays as it is. Reinstate it first.");

    public static Error NotRetired { get; } = new("control.not-retired", "This control is not retired. Nothing has to be done to use it.");

    public static Error InUse { get; } = new("control.in-use", "Something implements this control still. Retire what stands under “How it is put into practice” first.");

    public static Error OwnerNotActive { get; } = new Error("control.owner-not-active", "Only someone who is active answers for it. Choose another person, or mark this one as active first.").At(nameof(ControlImplementation.OwnerId));

    public static Error NotDescribed { get; } = new Error("control.not-described", "Say how it is done: what is in place has to be described.").At(nameof(ControlImplementation.Description));
}
