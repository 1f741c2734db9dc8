using IsmsPlatform.Domain.Organisation;
using IsmsPlatform.Domain.Shared;

namespace IsmsPlatform.UnitTests.Organisation;

public sealed class OrganisationalUnitTests
{
    private static readonly Guid Company = Guid.CreateVersion7();
    private static readonly Guid It = Guid.CreateVersion7();
    private static readonly Guid Platform = Guid.CreateVersion7();

    private static readonly Dictionary<Guid, Guid?> Tree = new() { [Company] = null, [It] = Company, [Platform] = It };

    [Fact]
    public void A_unit_stands_below_another_one()
        => OrganisationalUnit.Create(Guid.CreateVersion7(), new UnitDetails("DEV", "Development", ParentId: It), Tree).Value.ParentId.ShouldBe(It);

    [Fact]
    public void A_unit_is_not_its_own_parent()
        => OrganisationalUnit.Create(It, new UnitDetails("IT", "IT", ParentId: It), Tree).Error.ShouldBe(OrganisationErrors.UnitCycle);

    [Fact]
    public void A_unit_is_not_moved_below_one_of_its_own()
    {
        var company = OrganisationalUnit.Create(Company, new UnitDetails("CO", "Company"), Tree).Value;
        company.Change(new UnitDetails("CO", "Company", ParentId: Platform), Tree).Error.ShouldBe(OrganisationErrors.UnitCycle);
        company.ParentId.ShouldBeNull();
    }

    [Fact]
    public void A_unit_may_change_its_place_in_the_tree() => OrganisationalUnit.WouldCycle(Platform, Company, Tree).ShouldBeFalse();

    [Fact]
    public void A_circle_elsewhere_does_not_hold_the_question_up_for_ever()
        => OrganisationalUnit.WouldCycle(Company, It, new Dictionary<Guid, Guid?> { [It] = Platform, [Platform] = It }).ShouldBeFalse();

    [Fact]
    public void A_unit_does_not_end_before_it_begins()
        => OrganisationalUnit.Create(It, new UnitDetails("IT", "IT", ValidFrom: new DateOnly(2026, 5, 1), ValidTo: new DateOnly(2026, 4, 30)), Tree)
            .Error.ShouldBe(OrganisationErrors.UnitEndsBeforeItBegins);

    [Theory]
    [InlineData(30, false)]
    [InlineData(31, true)]
    public void A_unit_exists_from_its_first_day_on(int day, bool exists)
        => OrganisationalUnit.Create(It, new UnitDetails("IT", "IT", ValidFrom: new DateOnly(2026, 1, 31)), Tree).Value.ExistsOn(new DateOnly(2026, 1, day)).ShouldBe(exists);

    [Fact]
    public void A_location_names_a_country_that_exists_or_none()
    {
        var cloud = new LocationDetails("EUW", "Cloud EU-West", LocationKind.CloudRegion, ZoneLevel.Critical, Country: " ");
        Location.Create(Guid.CreateVersion7(), cloud).Value.Country.ShouldBeNull();
        Location.Create(Guid.CreateVersion7(), cloud with { Country = "ZZ" }).Error.ShouldBe(OrganisationErrors.LocationCountryUnknown);
        var location = Location.Create(Guid.CreateVersion7(), cloud).Value;
        location.Change(cloud with { Country = "IE" }).ShouldBe(Result.Success);
        location.Country.ShouldBe("IE");
    }
}
