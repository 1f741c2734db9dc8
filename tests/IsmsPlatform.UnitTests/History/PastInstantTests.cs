using System.Globalization;
using IsmsPlatform.Application.Shared.Memory;

namespace IsmsPlatform.UnitTests.History;

public sealed class PastInstantTests
{
    private static readonly TimeZoneInfo Brussels = TimeZoneInfo.FindSystemTimeZoneById("Europe/Brussels");
    private static readonly DateTimeOffset Now = new(2026, 11, 25, 10, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("2026-03-31", "2026-03-31T21:59:59.999999Z")] // summer time
    [InlineData("2026-01-31", "2026-01-31T22:59:59.999999Z")]
    [InlineData("2026-03-28", "2026-03-28T22:59:59.999999Z")] // the day before the clock changes
    [InlineData("2026-10-25", "2026-10-25T22:59:59.999999Z")] // the day of 25 hours
    [InlineData("2026-11-25", "2026-11-25T10:00:00Z")] // today is not over
    [InlineData("2026-03-31T14:30:00Z", "2026-03-31T14:30:00Z")]
    [InlineData("2026-03-31T14:30:00+02:00", "2026-03-31T12:30:00Z")]
    [InlineData("2026-03-31T14:30:00 02:00", "2026-03-31T12:30:00Z")] // a plus in an address is a blank
    [InlineData("2026-03-31T14:30", "2026-03-31T12:30:00Z")] // without offset: the organisation's time
    [InlineData("2026-03-29T02:30", "2026-03-29T01:30:00Z")] // an hour that does not exist
    [InlineData("2026-03-31T14:30:00.1234567Z", "2026-03-31T14:30:00.1234567Z")]
    [InlineData("1900-01-01T00:00:00Z", "1900-01-01T00:00:00Z")]
    public void A_day_means_its_end_and_an_instant_itself(string text, string instant)
        => PastInstant.Parse(text, Brussels, Now).Value.ShouldBe(DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("2026-11-26", "as-of.future")]
    [InlineData("2026-11-25T10:00:01Z", "as-of.future")]
    [InlineData("9999-12-31", "as-of.future")]
    [InlineData("9999-12-31T23:59:59-12:00", "as-of.unreadable")]
    [InlineData("1899-12-31", "as-of.too-early")]
    [InlineData("0001-01-01", "as-of.too-early")]
    [InlineData("0001-01-01T00:00:00+14:00", "as-of.too-early")]
    [InlineData("yesterday", "as-of.unreadable")]
    [InlineData("31/03/2026", "as-of.unreadable")]
    [InlineData("2026-02-30", "as-of.unreadable")]
    [InlineData("2026-3-1", "as-of.unreadable")]
    [InlineData("'; drop table asset; --", "as-of.unreadable")]
    public void What_is_no_instant_of_the_past_is_refused_at_its_parameter(string text, string code)
    {
        var error = PastInstant.Parse(text, Brussels, Now).Error!;
        error.Code.ShouldBe(code);
        error.Fields.Single().Field.ShouldBe("as_of");
    }
}
