using IsmsPlatform.Application.Assets.Import;
using IsmsPlatform.Application.Shared.Imports;
using IsmsPlatform.Domain.Assets;

namespace IsmsPlatform.UnitTests.Assets.Import;

public sealed class VocabularyTests
{
    [Theory]
    [InlineData("2026-03-31")]
    [InlineData("31.03.2026")]
    [InlineData("31.3.2026")]
    [InlineData("31/03/2026")]
    [InlineData("2026-03-31 14:05:22")]
    [InlineData("2026-03-31T14:05:22Z")]
    public void Dates_are_read_in_the_usual_forms(string cell) => Cells.Date(cell).ShouldBe(new DateOnly(2026, 3, 31));

    [Theory]
    [InlineData("31.02.2026")]
    [InlineData("03/31/2026")]
    [InlineData("soon")]
    [InlineData("2026")]
    public void What_is_no_date_is_none(string cell) => Cells.Date(cell).ShouldBeNull();

    [Theory]
    [InlineData("4", 4)]
    [InlineData("4 h", 4)]
    [InlineData("2 days", 48)]
    [InlineData("1 Tag", 24)]
    [InlineData("1,5", 2)]
    [InlineData("8 hours", 8)]
    public void Hours_may_be_days(string cell, int hours) => Vocabulary.Hours(cell).ShouldBe(hours);

    [Theory]
    [InlineData("later")]
    [InlineData("-1")]
    [InlineData("999999")]
    public void What_is_no_time_is_none(string cell) => Vocabulary.Hours(cell).ShouldBeNull();

    [Theory]
    [InlineData("Sehr hoch", 4)]
    [InlineData("very_high", 4)]
    [InlineData("NONE", 0)]
    [InlineData("3.0", 3)]
    [InlineData("moyen", 2)]
    public void Needs_are_numbers_or_words(string cell, int level)
    {
        Vocabulary.Needs.TryRead(cell, out var read).ShouldBeTrue();
        read.ShouldBe(level);
    }

    [Theory]
    [InlineData("-1")]
    [InlineData(" - 2")]
    [InlineData("−3.0")]
    [InlineData("5")]
    public void A_number_outside_the_scale_is_no_need(string cell) => Vocabulary.Needs.TryRead(cell, out _).ShouldBeFalse();

    [Theory]
    [InlineData("data store", AssetType.DataStore)]
    [InlineData("Base de données", AssetType.DataStore)]
    [InlineData("CloudService", AssetType.CloudService)]
    [InlineData("Notebook", AssetType.Endpoint)]
    [InlineData("Leverancier", AssetType.SupplierService)]
    public void Types_are_read_in_four_languages(string cell, AssetType type)
    {
        Vocabulary.Types.TryRead(cell, out var read).ShouldBeTrue();
        read.ShouldBe(type);
    }

    [Fact]
    public void Every_value_has_a_word_that_is_read_back()
    {
        foreach (var type in Enum.GetValues<AssetType>()) { (Vocabulary.Types.TryRead(Vocabulary.Types.WordOf(type), out var read) ? read : (AssetType?)null).ShouldBe(type); }
        foreach (var level in Enum.GetValues<Classification>()) { (Vocabulary.Classes.TryRead(Vocabulary.Classes.WordOf(level), out var read) ? read : (Classification?)null).ShouldBe(level); }
        foreach (var field in ImportFields.All) { ImportFields.Named(ImportFields.HeadingOf(field)).ShouldBe((field, 0)); }
    }
}
