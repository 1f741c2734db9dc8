using System.Globalization;
using IsmsPlatform.Domain.People;

namespace IsmsPlatform.UnitTests.People;

public sealed class CustomRoleTests
{
    private static readonly DateOnly Today = new(2026, 3, 2);

    private static CustomRole Coordinator() => CustomRole.Define(Guid.CreateVersion7(), " Coordinator ", "Keeps it going.", ["b.view", "a.view", "b.view"]).Value;

    [Fact]
    public void Allows_each_thing_once_in_order()
    {
        var role = Coordinator();
        role.Name.ShouldBe("Coordinator");
        role.Permissions.ShouldBe(["a.view", "b.view"]);
    }

    [Fact]
    public void Allows_something() => CustomRole.Define(Guid.CreateVersion7(), "Nothing", "At all.", []).Error.ShouldBe(PeopleErrors.RoleAllowsNothing);

    [Theory]
    [InlineData("ISMS manager")]
    [InlineData("isms-MANAGER")]
    [InlineData("Tenant admin")]
    [InlineData("DPO")]
    [InlineData("3")]
    public void Is_not_called_like_one_that_every_organisation_has(string name)
        => CustomRole.Define(Guid.CreateVersion7(), name, "Deceives.", ["a.view"]).Error.ShouldBe(PeopleErrors.NameOfBuiltInRole);

    [Fact]
    public void Out_of_use_it_changes_no_more()
    {
        var role = Coordinator();
        role.Retire(Today).IsSuccess.ShouldBeTrue();
        role.RetiredOn.ShouldBe(Today);
        role.Retire(Today.AddDays(1)).Error.ShouldBe(PeopleErrors.RoleIsRetired);
        role.Change("Other", "Other.", ["a.view"]).Error.ShouldBe(PeopleErrors.RoleIsRetired);
    }

    [Theory]
    [InlineData("Employee", true)]
    [InlineData("019ab3c0-0000-7000-8000-000000000001", true)]
    [InlineData("Custom", false)]
    [InlineData("3", false)]
    [InlineData("99", false)]
    [InlineData("employee ", false)]
    [InlineData("", false)]
    public void A_role_is_chosen_by_its_name_or_its_id(string text, bool known)
    {
        RoleKey.TryParse(text, CultureInfo.InvariantCulture, out var key).ShouldBe(known);
        if (known) { key.ToString().ShouldBe(text); }
    }
}
