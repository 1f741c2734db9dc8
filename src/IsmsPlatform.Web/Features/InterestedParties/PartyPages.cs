using IsmsPlatform.Application.Activity;
using IsmsPlatform.Application.InterestedParties;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Domain.InterestedParties;
using IsmsPlatform.Web.Ui;
using IsmsPlatform.Web.Ui.Models;

namespace IsmsPlatform.Web.Features.InterestedParties;

/// <param name="Query">The address's query, for links that go on with the same filter.</param>
/// <param name="Map">The active parties; none where only the rows are asked for.</param>
public sealed record PartyList(PartyFilter Filter, Page<PartyRow> Page, string Query, IReadOnlyList<PartyOnMap> Map);

public sealed record RequirementList(RequirementFilter Filter, Page<RequirementRow> Page, string Query);

/// <param name="Requirements">The first ones; a party has few.</param>
public sealed record PartyPage(PartyView Party, Page<RequirementRow> Requirements, IReadOnlyList<ActivityEntry> Activity);

/// <param name="Conflict">Both versions, when someone else saved meanwhile.</param>
public sealed record PartyFormPage(PartyForm Form, IReadOnlyList<Choice> People, Conflict? Conflict = null)
{
    public static ChangeParty FormOf(PartyView p) => new()
    {
        Id = p.Id,
        Version = p.Version,
        Name = p.Name,
        Kind = p.Kind,
        Influence = p.Influence,
        Interest = p.Interest,
        Contact = p.Contact,
        OwnerId = p.OwnerId,
        NextReviewOn = p.NextReviewOn,
    };

    public static Conflict Compare(ChangeParty form, PartyView stored, IReadOnlyList<Choice> people, IReadOnlyList<ActivityEntry> latest, Texts t, Words words) => Both.Versions(latest,
        new(t["Name"], form.Name, stored.Name),
        new(t["Kind"], form.Kind is { } kind ? words.Of(kind) : null, words.Of(stored.Kind!.Value)),
        new(t["Influence"], form.Influence?.ToString(), stored.Influence?.ToString()),
        new(t["Interest"], form.Interest?.ToString(), stored.Interest?.ToString()),
        new(t["Contact"], form.Contact, stored.Contact),
        new(t["Owner"], people.FirstOrDefault(p => p.Id == form.OwnerId)?.Name, stored.Owner),
        new(t["Next review"], Both.Day(form.NextReviewOn), Both.Day(stored.NextReviewOn)));
}

/// <param name="Legal">The legal requirements to choose from.</param>
public sealed record RequirementFormPage(PartyView Party, RequirementForm Form, IReadOnlyList<Choice> Legal, Conflict? Conflict = null)
{
    public static ChangePartyRequirement FormOf(RequirementRow r) => new()
    {
        Id = r.Id,
        PartyId = r.PartyId,
        Version = r.Version,
        Text = r.Text,
        Kind = r.Kind,
        AboutClimate = r.AboutClimate,
        AddressedByIsms = r.AddressedByIsms,
        Reason = r.Reason,
        LegalRequirementIds = [.. r.Legal.Select(l => l.Id)],
    };

    public static Conflict Compare(ChangePartyRequirement form, RequirementRow stored, IReadOnlyList<Choice> legal, Texts t, Words words) => new(
    [
        new(t["Requirement"], form.Text, stored.Text),
        new(t["Kind"], form.Kind is { } kind ? words.Of(kind) : null, words.Of(stored.Kind)),
        new(t["About climate change"], form.AboutClimate ? t["yes"] : t["no"], stored.AboutClimate ? t["yes"] : t["no"]),
        new(t["Addressed by the ISMS"], form.AddressedByIsms is { } addressed ? words.Of(addressed) : null, words.Of(stored.AddressedByIsms)),
        new(t["How, or why not"], form.Reason, stored.Reason),
        new(t["Legal basis"], string.Join(", ", legal.Where(l => form.LegalRequirementIds?.Contains(l.Id) == true).Select(l => l.Name)), string.Join(", ", stored.Legal.Select(l => $"{l.Code} {l.Title}"))),
    ]);
}

/// <summary>How a party's values look.</summary>
public static class PartyLook
{
    public static StatusKind Kind(PartyStatus status) => status == PartyStatus.Active ? StatusKind.Good : StatusKind.Neutral;

    public static StatusKind Kind(Addressed addressed) => addressed switch
    {
        Addressed.Yes => StatusKind.Good,
        Addressed.No => StatusKind.Neutral,
        _ => StatusKind.Draft,
    };
}
