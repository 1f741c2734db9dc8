using IsmsPlatform.Web.Ui;
using Shouldly;
using Xunit;

namespace IsmsPlatform.UnitTests.Shared;

public sealed class DecimalSignTests
{
    [Theory]
    [InlineData("0,5", 0.5)]
    [InlineData("0.5", 0.5)]
    [InlineData("0,125", 0.125)]
    [InlineData("12,5", 12.5)]
    [InlineData(" 1250 ", 1250)]
    [InlineData("1234,567", 1234.567)]
    [InlineData("1.2340", 1.234)]
    [InlineData("-3.25", -3.25)]
    public void One_comma_or_dot_before_decimals_is_understood(string entered, double meant)
    {
        DecimalSign.Read(entered, out var number).ShouldBe(DecimalSign.Reading.Number);
        ((double)number).ShouldBe(meant);
    }

    [Theory]
    [InlineData("1.000", "1000", "1")]
    [InlineData("1,000", "1000", "1")]
    [InlineData("-12.500", "-12500", "-12.5")]
    [InlineData("1,234", "1234", "1,2340")]
    public void What_may_group_thousands_is_not_guessed_and_both_ways_to_write_it_are_told(string entered, string whole, string broken)
    {
        DecimalSign.Read(entered, out _).ShouldBe(DecimalSign.Reading.Ambiguous);
        DecimalSign.Plain(entered).ShouldBe([whole, broken]);
        foreach (var written in DecimalSign.Plain(entered)) { DecimalSign.Read(written, out _).ShouldBe(DecimalSign.Reading.Number); }
    }

    [Theory]
    [InlineData("2.000.000", "2000000")]
    [InlineData("1,000,000", "1000000")]
    [InlineData("12.500,75", "12500,75")]
    [InlineData("1,234.50", "1234.50")]
    [InlineData("1 000", "1000")]
    [InlineData("1\u00A0000", "1000")]
    [InlineData("1'000", "1000")]
    public void Groups_of_thousands_are_told_without_their_signs(string entered, string plain)
    {
        DecimalSign.Read(entered, out _).ShouldBe(DecimalSign.Reading.Grouped);
        DecimalSign.Plain(entered).ShouldBe([plain]);
    }

    [Theory]
    [InlineData("five")]
    [InlineData("1e3")]
    [InlineData(".5")]
    [InlineData("5,")]
    [InlineData("-")]
    [InlineData("1.2.3")]
    [InlineData("1.000.00")]
    [InlineData("")]
    public void What_is_no_number_is_none(string entered) => DecimalSign.Read(entered, out _).ShouldBe(DecimalSign.Reading.NoNumber);

    [Theory]
    [InlineData("1234567890123456789012345678901234567890", DecimalSign.Reading.TooLarge)]
    [InlineData("0.1234567890123456789012345678901234567890", DecimalSign.Reading.Number)]
    public void A_number_of_forty_digits_is_too_large_and_not_none(string entered, DecimalSign.Reading reading) => DecimalSign.Read(entered, out _).ShouldBe(reading);

    [Theory]
    [InlineData(1.234)]
    [InlineData(0.125)]
    [InlineData(1250)]
    [InlineData(0.1)]
    public void What_a_field_shows_is_read_as_the_same_number(double number)
    {
        DecimalSign.Read(DecimalSign.Write(number), out var read).ShouldBe(DecimalSign.Reading.Number);
        ((double)read).ShouldBe(number);
    }
}
