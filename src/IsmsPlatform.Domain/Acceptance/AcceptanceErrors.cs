using IsmsPlatform.Domain.Shared;

namespace IsmsPlatform.Domain.Acceptance;

/// <summary>What the acceptance of risks refuses, why, and how to go on.</summary>
public static class AcceptanceErrors
{
    public static Error NotRated { get; } = new("acceptance.not-rated", "The current risk is not rated by the methodology in force, so there is no level to accept. Evaluate it first.");

    public static Error ToBeReevaluated { get; } = new("acceptance.reevaluate", "Something that the rating rests on has changed. Evaluate the current risk first; then it is clear what is accepted.");

    public static Error OtherOption { get; } = new Error("acceptance.other-option", "The option of this risk is not to accept it. Change the option to Accept, or treat the risk as it says.").At("ChooseAccept");

    public static Error WaitsAlready { get; } = new("acceptance.waits-already", "Acceptance of this risk was asked for already. Look at the request that waits.", ErrorKind.Conflict);

    public static Error NotRequested { get; } = new("acceptance.not-requested", "This was decided already, or taken back. The page says what became of it.", ErrorKind.Conflict);

    public static Error Over { get; } = new("acceptance.over", "This acceptance is over and stays as it is.", ErrorKind.Conflict);

    public static Error GrantedAlready { get; } = new("acceptance.granted-already", "You have granted this already; nothing more is asked of you. The page says whether another grant is missing.", ErrorKind.Conflict);

    public static Error NotAsked { get; } = new("acceptance.not-asked", "Nothing is missing but the grant of the risk's owner.");

    public static Error EndPassed { get; } = new("acceptance.end-passed", "The day until which it was to hold is over. Ask for acceptance again with a later day.");

    public static Error NoRequester { get; } = new("acceptance.no-requester", "Nobody answers for this key, so nobody can answer for the request. Name somebody who answers for the key.");

    public static Error NobodyDecides { get; } = new("acceptance.person-only", "Only a person accepts a risk.");

    public static Error CommentMissing { get; } = new Error("required", "Say why not, so that whoever asked can go on.").At("Comment");

    public static Error ReasonMissing { get; } = new Error("required", "Say why it ends; it stays with the acceptance.").At("Reason");

    public static Error HoldsAlready(DateOnly from) => new("acceptance.holds-already", "This risk is accepted already. From {0} on the next acceptance can be asked for; to change this one, revoke it first.", ErrorKind.Conflict, from);

    public static Error Never(string level) => new("acceptance.never", "By the methodology in force nobody may accept a risk of the level {0}. Treat it so that it becomes smaller.", Arguments: [level]);

    public static Error BeyondAllLimits(string level) => new("acceptance.beyond-all-limits", "By the methodology in force no role may accept a risk of the level {0}. Treat it so that it becomes smaller.", Arguments: [level]);

    public static Error BeyondLimit(string level) => new("acceptance.beyond-limit", "The risk is {0}, which is more than you may accept by the methodology. Somebody whose limit covers it has to grant it.", Arguments: [level]);
}
