using IsmsPlatform.Application.Assets;
using IsmsPlatform.Application.Organisation;
using IsmsPlatform.Application.People;
using IsmsPlatform.Domain.Assets;
using IsmsPlatform.Domain.Organisation;
using IsmsPlatform.Domain.People;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Infrastructure.Demo;
using IsmsPlatform.IntegrationTests.Host;

namespace IsmsPlatform.IntegrationTests.Assets;

/// <summary>Short words for what tests of the register do.</summary>
internal static class Register
{
    internal static CreateAsset Form(string name, int? c = null, int? i = null, int? a = null, Guid? owner = null, AssetType type = AssetType.Application) => new()
    {
        Id = Guid.CreateVersion7(),
        Name = name,
        Type = type,
        Classification = Classification.Internal,
        OwnerId = owner,
        Confidentiality = c,
        Integrity = i,
        Availability = a,
    };

    internal static async Task<Guid> AddAsync(this TestMember member, CreateAsset form) => (await member.SendAsync(form)).Ok();

    internal static async Task<Guid> AddAsync(this TestMember member, string name, int? c = null, int? i = null, int? a = null, Guid? owner = null) => await member.AddAsync(Form(name, c, i, a, owner));

    internal static async Task<Guid> LinkAsync(this TestMember member, Guid upper, Guid lower, InheritanceModes modes = default)
        => (await member.SendAsync(new AddDependency(Guid.CreateVersion7(), upper, lower, modes.Confidentiality, modes.Integrity, modes.Availability, modes == default ? null : "because"))).Ok();

    internal static async Task<AssetView> AssetAsync(this TestMember member, Guid id) => (await member.SendAsync(new GetAsset(id))).Ok();

    internal static async Task<ChangeAsset> EditAsync(this TestMember member, Guid id)
    {
        var a = await member.AssetAsync(id);
        return new ChangeAsset
        {
            Id = id,
            Version = a.Version,
            Name = a.Name,
            Type = a.Type,
            Classification = a.Classification,
            Description = a.Description,
            OwnerId = a.OwnerId,
            CustodianId = a.CustodianId,
            UnitId = a.UnitId,
            LocationId = a.LocationId,
            ContainsPersonalData = a.ContainsPersonalData,
            Confidentiality = a.Confidentiality,
            Integrity = a.Integrity,
            Availability = a.Availability,
            RtoHours = a.RtoHours,
            RpoHours = a.RpoHours,
            AcquiredOn = a.AcquiredOn,
            EndOfSupportOn = a.EndOfSupportOn,
            NextReviewOn = a.NextReviewOn,
            NoRiskReason = a.NoRiskReason,
        };
    }

    /// <summary>As the demonstration table writes it: 4/3/2.</summary>
    internal static string Effective(this AssetView a) => $"{a.EffectiveConfidentiality?.ToString() ?? "–"}/{a.EffectiveIntegrity?.ToString() ?? "–"}/{a.EffectiveAvailability?.ToString() ?? "–"}";

    internal static async Task<string> EffectiveAsync(this TestMember member, Guid id) => (await member.AssetAsync(id)).Effective();

    /// <summary>Someone in the directory, without an account.</summary>
    internal static async Task<Guid> PersonAsync(this TestTenant tenant, string name, string email)
    {
        var id = (await tenant.Manager.SendAsync(new AddPerson(Guid.CreateVersion7(), name, email, PersonKind.Employee, null, null, null, null, null, null, null, Invite: false))).Ok();
        return id;
    }

    /// <summary>The units, locations and people of the demo organisation, which the sample files name.</summary>
    internal static async Task LikeKestrelAsync(this TestTenant tenant)
    {
        var demo = DemoOrganisations.All[0];
        foreach (var u in demo.Units) { (await tenant.Manager.SendAsync(new CreateUnit(Guid.CreateVersion7(), u.Code, u.Name, null, null, null, null))).Ok(); }
        foreach (var l in demo.Locations) { (await tenant.Manager.SendAsync(new CreateLocation(Guid.CreateVersion7(), l.Code, l.Name, l.Address, l.Country, l.Kind, l.ZoneLevel, l.Hazards))).Ok(); }
        foreach (var p in demo.People) { await tenant.PersonAsync(p.Name, p.Email); }
    }

    internal static T Ok<T>(this Result<T> result)
    {
        result.Error.ShouldBeNull();
        return result.Value;
    }

    internal static void Ok(this Result result) => result.Error.ShouldBeNull();
}
