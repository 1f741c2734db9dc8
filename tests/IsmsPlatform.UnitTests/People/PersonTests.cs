using IsmsPlatform.Domain.People;
using IsmsPlatform.Domain.Shared;

namespace IsmsPlatform.UnitTests.People;

public sealed class PersonTests
{
    private static readonly PersonDetails Maya = new("Maya Lindqvist", " Maya.Lindqvist@Kestrel.example ", HiredOn: new DateOnly(2024, 1, 8));

    private static Person Active() => Person.Record(Guid.CreateVersion7(), Maya).Value;

    [Fact]
    public void Addresses_are_kept_in_lower_case() => Active().Email.ShouldBe("maya.lindqvist@kestrel.example");

    [Theory]
    [InlineData("a@b.example", true)]
    [InlineData("jürgen.o'neill+isms@büro.example", true)]
    [InlineData("", false)]
    [InlineData(null, false)]
    [InlineData("maya", false)]
    [InlineData("@kestrel.example", false)]
    [InlineData("maya@kestrel", false)]
    [InlineData("maya@", false)]
    [InlineData("maya@kestrel..example", false)]
    [InlineData("maya@.kestrel.example", false)]
    [InlineData("maya@kestrel@example.org", false)]
    [InlineData("maya lindqvist@kestrel.example", false)]
    [InlineData("Maya <maya@kestrel.example>", false)]
    [InlineData("maya@kestrel.example\r\nBcc: all@kestrel.example", false)]
    public void Typing_errors_in_addresses_are_caught(string? address, bool valid) => Email.IsValid(address).ShouldBe(valid);

    [Fact]
    public void An_address_has_at_most_254_characters()
    {
        Email.IsValid($"a@{new string('b', 244)}.example").ShouldBeTrue();
        Email.IsValid($"a@{new string('b', 245)}.example").ShouldBeFalse();
    }

    [Fact]
    public void A_wrong_address_is_refused_at_its_field()
        => Person.Record(Guid.CreateVersion7(), Maya with { Email = "maya" }).Error!.Fields.ShouldHaveSingleItem().Field.ShouldBe("Email");

    [Fact]
    public void Nobody_is_their_own_manager()
    {
        var person = Active();
        person.Change(Maya with { ManagerId = person.Id }).Error.ShouldBe(PeopleErrors.OwnManager);
    }

    [Fact]
    public void An_invited_person_is_active_after_accepting()
    {
        var person = Person.Invite(Guid.CreateVersion7(), Maya).Value;
        person.IsActive.ShouldBeFalse();
        person.Activate().ShouldBe(Result.Success);
        person.IsActive.ShouldBeTrue();
        person.Activate().Error.ShouldBe(PeopleErrors.ActiveAlready);
    }

    [Fact]
    public void Someone_absent_is_not_active_until_they_return()
    {
        var person = Active();
        person.MarkAbsent().ShouldBe(Result.Success);
        person.IsActive.ShouldBeFalse();
        person.MarkAbsent().Error.ShouldBe(PeopleErrors.NotActive);
        person.Activate().ShouldBe(Result.Success);
    }

    [Fact]
    public void Whoever_leaves_has_a_last_day_and_loses_it_when_hired_again()
    {
        var person = Active();
        person.Leave(new DateOnly(2026, 7, 2), new DateOnly(2026, 7, 1)).Error.ShouldBe(PeopleErrors.LastDayAhead);
        person.Leave(new DateOnly(2023, 1, 1), new DateOnly(2026, 7, 1)).Error.ShouldBe(PeopleErrors.LastDayBeforeHired);
        person.Leave(new DateOnly(2026, 6, 30), new DateOnly(2026, 7, 1)).ShouldBe(Result.Success);
        (person.Status, person.LastDay).ShouldBe((PersonStatus.Left, new DateOnly(2026, 6, 30)));
        person.Leave(new DateOnly(2026, 7, 1), new DateOnly(2026, 7, 1)).Error.ShouldBe(PeopleErrors.LeftAlready);
        person.Activate();
        (person.Status, person.LastDay).ShouldBe((PersonStatus.Active, null));
    }
}
