using IsmsPlatform.Domain.Organisation;
using IsmsPlatform.Domain.Shared;

namespace IsmsPlatform.UnitTests.Organisation;

public sealed class OrganisationProfileTests
{
    private static readonly OrganisationDetails Kestrel = new("Kestrel Analytics NV", "BE", "Europe/Brussels", "en-BE", "EUR");

    [Fact]
    public void Begins_with_a_trial_a_working_week_and_a_threshold_of_three()
    {
        var organisation = OrganisationProfile.Found(Guid.CreateVersion7(), Kestrel).Value;
        (organisation.Status, organisation.WorkingDays, organisation.CriticalityThreshold, organisation.FiscalYearStart)
            .ShouldBe((OrganisationStatus.Trial, WorkingDays.MondayToFriday, 3, 1));
    }

    [Fact]
    public void Names_every_field_that_no_list_knows()
        => OrganisationProfile.Found(Guid.CreateVersion7(), Kestrel with { Country = "XX", TimeZone = "Mars/Olympus", Currency = "eur", WorkingDays = WorkingDays.None })
            .Error!.Fields.Select(f => f.Field).ShouldBe(["Country", "TimeZone", "Currency", "WorkingDays"]);

    [Fact]
    public void A_refused_change_leaves_everything_as_it_was()
    {
        var organisation = OrganisationProfile.Found(Guid.CreateVersion7(), Kestrel).Value;
        organisation.Change(Kestrel with { LegalName = "Other", Country = "be" }).IsSuccess.ShouldBeFalse();
        organisation.LegalName.ShouldBe("Kestrel Analytics NV");
    }

    [Fact]
    public void A_trial_ends_once()
    {
        var organisation = OrganisationProfile.Found(Guid.CreateVersion7(), Kestrel).Value;
        organisation.Activate().ShouldBe(Result.Success);
        organisation.Activate().Error.ShouldBe(OrganisationErrors.NotInTrial);
    }

    [Theory]
    [InlineData("Europe/Amsterdam", true)]
    [InlineData("UTC", true)]
    [InlineData("W. Europe Standard Time", false)]
    [InlineData("../../etc/passwd", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void Time_zones_carry_names_of_the_iana_data_base(string? name, bool known) => OrganisationProfile.IsTimeZone(name).ShouldBe(known);

    [Fact]
    public void Codes_have_the_length_that_their_standard_says()
    {
        IsoCodes.Countries.Count.ShouldBe(249);
        IsoCodes.Countries.ShouldAllBe(c => c.Length == IsoCodes.CountryLength);
        IsoCodes.Currencies.ShouldAllBe(c => c.Length == IsoCodes.CurrencyLength);
    }

    [Fact]
    public void Working_days_are_days_of_the_week()
    {
        WorkingDaysOfWeek.Week.Where(d => WorkingDays.MondayToFriday.Include(d))
            .ShouldBe([DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday]);
        new[] { DayOfWeek.Sunday, DayOfWeek.Saturday }.ToWorkingDays().ShouldBe(WorkingDays.Saturday | WorkingDays.Sunday);
    }
}
