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
    [InlineData("1.000")]
    [InlineData("1,000")]
    [InlineData("12.500")]
    [InlineData("1.234,50")]
    [InlineData("1,000,000")]
    [InlineData("1 000")]
    [InlineData("1\u00A0000")]
    [InlineData("1'000")]
    public void What_may_group_thousands_is_not_guessed(string entered) => DecimalSign.Read(entered, out _).ShouldBe(DecimalSign.Reading.Ambiguous);

    [Theory]
    [InlineData("five")]
    [InlineData("1e3")]
    [InlineData(".5")]
    [InlineData("5,")]
    [InlineData("-")]
    [InlineData("12345678901234567890123456789")]
    public void What_is_no_number_is_none(string entered) => DecimalSign.Read(entered, out _).ShouldBe(DecimalSign.Reading.NoNumber);

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
