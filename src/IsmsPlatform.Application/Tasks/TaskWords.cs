using IsmsPlatform.Application.Notifications;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Domain.Tasks;

namespace IsmsPlatform.Application.Tasks;

/// <summary>What tasks and notifications are called: on pages and in mails alike.</summary>
public static class TaskWords
{
    /// <summary>What is to be done, with the name of the record that it is done to.</summary>
    public static string Of(this Texts t, WorkTaskKind kind, string title) => kind switch
    {
        WorkTaskKind.AssetReview or WorkTaskKind.Review => t["Review: {0}", title],
        WorkTaskKind.AssetAcceptance => t["Accept: {0}", title],
        WorkTaskKind.ApprovalDecision => t["Decide: {0}", title],
        WorkTaskKind.ControlTest => t["Test: {0}", title],
        WorkTaskKind.TestDecision => t["Accept or reject the test: {0}", title],
        WorkTaskKind.TreatmentAction => t["Treat the risk: {0}", title],
        WorkTaskKind.TreatmentVerification => t["Verify: {0}", title],
        WorkTaskKind.TreatmentConsent => t["Agree or refuse: {0}", title],
        WorkTaskKind.AcceptanceDecision => t["Accept or refuse the risk: {0}", title],
        WorkTaskKind.AcceptanceEnding => t["Acceptance ends soon: {0}", title],
        WorkTaskKind.RiskAssessment => t["Evaluate your risks: {0}", title],
        WorkTaskKind.AssessmentCompletion => t["Complete the risk assessment: {0}", title],
        WorkTaskKind.RatingAgain => t["Rate again: {0}", title],
        _ => title,
    };

    public static string Of(this Texts t, NotificationKind kind) => kind switch
    {
        NotificationKind.TaskAssigned => t["A task for you"],
        NotificationKind.TaskDone => t["Done"],
        NotificationKind.ApprovalAsked => t["Your approval is asked for"],
        NotificationKind.Approved => t["Approved"],
        NotificationKind.Rejected => t["Rejected"],
        NotificationKind.CalledOff => t["Called off"],
        NotificationKind.ControlNotEffective => t["A control is not effective"],
        NotificationKind.RiskAccepted => t["A risk is accepted"],
        NotificationKind.AcceptanceEnded => t["The acceptance of a risk has ended"],
        NotificationKind.LeftUntreated => t["A new treatment plan leaves out your risk"],
        NotificationKind.TookOver => t["You took over from somebody who left"],
        NotificationKind.ActionGiven => t["An action for you to carry out"],
        NotificationKind.ActionSentBack => t["Your action was sent back: something is missing"],
        NotificationKind.RoleGiven => t["A role was given to you"],
        NotificationKind.RoleConfirmed => t["Your role was confirmed"],
        NotificationKind.RoleEnded => t["Your role has ended"],
        _ => t["A platform operator has entered"],
    };
}
