using System.Globalization;
using IsmsPlatform.Application.Acceptance;
using IsmsPlatform.Application.Activity;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Domain.Acceptance;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Web.Ui;

namespace IsmsPlatform.Web.Features.Acceptance;

/// <param name="Comment">What somebody wrote who refused, when that was not accepted.</param>
/// <param name="Reason">The same of somebody who revoked.</param>
public sealed record AcceptancePage(AcceptanceView Acceptance, IReadOnlyList<ActivityEntry> Activity, string? Comment, string? Reason);

/// <param name="Meanwhile">Somebody else changed or rated the risk since the form was opened.</param>
public sealed record RequestPage(RequestAcceptance Form, AcceptanceProspect Prospect, bool Meanwhile = false);

/// <summary>How the values of acceptances look and read.</summary>
public static class AcceptanceLook
{
    /// <summary>Nobody may accept the risk at its level: what is left is to treat it.</summary>
    public static bool AsksForTreatment(Error obstacle) => obstacle.Code == AcceptanceErrors.Never("").Code || obstacle.Code == AcceptanceErrors.BeyondAllLimits("").Code;

    public static string Obstacle(Error error, Texts t, CultureInfo culture) => t[error.Sentence, [.. error.Arguments.Select(a => a is DateOnly day ? UserFormat.Date(day, culture) : a)]];
}
