using IsmsPlatform.Application.Activity;
using IsmsPlatform.Application.Methodologies;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Domain.Methodologies;
using IsmsPlatform.Web.Ui;
using IsmsPlatform.Web.Ui.Models;

namespace IsmsPlatform.Web.Features.Methodologies;

/// <param name="HasInForce">There is a version that the new one can begin with.</param>
public sealed record NewMethodologyPage(DraftMethodology Form, bool HasInForce);

/// <param name="InForce">Null before the first approval.</param>
public sealed record MethodologyPage(MethodologyView? InForce, Page<MethodologyRow> Versions)
{
    public MethodologyRow? Draft => Versions.Items.FirstOrDefault(v => v.State is MethodologyState.Draft or MethodologyState.InReview);
}

public sealed record MethodologyVersionPage(MethodologyView View, IReadOnlyList<ActivityEntry> Activity);

/// <param name="Stored">As it is stored.</param>
/// <param name="Conflict">Both versions, when someone else saved meanwhile.</param>
public sealed record MethodologyFormPage(ChangeMethodology Form, MethodologyView Stored, Conflict? Conflict = null)
{
    public RiskScales Scales => Form.Scales!;

    /// <summary>Too much for a table of fields: the page of the version shows what the other one saved.</summary>
    public Conflict Compare(IReadOnlyList<ActivityEntry> latest, Texts t) => Both.Versions(latest,
        new(t["Appetite"], Form.Appetite, Stored.Appetite),
        new(t["Matrix"], Rows(Scales), Rows(Stored.Scales)),
        new(t["Levels of risk"], Names(Scales), Names(Stored.Scales)));

    private static string Rows(RiskScales s) => string.Join("; ", s.Matrix.Select(row => string.Join(" ", row)));

    private static string Names(RiskScales s) => string.Join(", ", s.Levels.Select(l => l.Name));
}

/// <summary>How many levels a form asks for.</summary>
public sealed record MethodologySize(int Likelihoods, int Impacts, int RiskLevels, int Dimensions);
