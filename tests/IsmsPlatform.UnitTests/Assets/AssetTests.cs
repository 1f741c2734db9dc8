using IsmsPlatform.Domain.Assets;
using IsmsPlatform.Domain.Shared;

namespace IsmsPlatform.UnitTests.Assets;

public sealed class AssetTests
{
    private const string Code = "AST-2026-001";
    private static readonly DateOnly Today = new(2026, 3, 2);
    private static readonly DateOnly Later = new(2026, 9, 1);
    private static readonly Guid Owner = Guid.CreateVersion7();

    private static readonly AssetDetails Complete = new("Analytics platform", AssetType.Application, Classification.Confidential,
        OwnerId: Owner, Confidentiality: 2, Integrity: 3, Availability: 2);

    private static Asset Draft(AssetDetails? details = null) => Asset.Register(Guid.CreateVersion7(), details ?? Complete, Today);

    private static Asset Active(AssetDetails? details = null)
    {
        var asset = Draft(details);
        asset.Accept(ownerIsActive: true, Code, Today).ShouldBe(Result.Success);
        return asset;
    }

    private static IEnumerable<string> MissingIn(Result result) => result.Error!.Fields.Select(f => f.Field);

    [Fact]
    public void A_registered_asset_is_a_draft_without_a_code()
    {
        var asset = Draft(new AssetDetails("  Handbook ", AssetType.Paper, Classification.Internal));
        (asset.Status, asset.Code, asset.Name, asset.ValuedOn).ShouldBe((AssetStatus.Draft, null, "Handbook", null));
        asset.CanBeDeleted.ShouldBeTrue();
    }

    [Fact]
    public void An_accepted_asset_is_active_has_a_code_and_a_date_for_its_review()
    {
        var asset = Active();
        (asset.Status, asset.Code, asset.NextReviewOn).ShouldBe((AssetStatus.Active, Code, new DateOnly(2027, 3, 2)));
        asset.CanBeDeleted.ShouldBeFalse();
    }

    [Fact]
    public void A_chosen_review_date_stays() => Active(Complete with { NextReviewOn = Later }).NextReviewOn.ShouldBe(Later);

    [Fact]
    public void Acceptance_names_each_thing_that_is_missing()
    {
        var asset = Draft(new AssetDetails("Laptop", AssetType.Endpoint, Classification.Internal, Integrity: 1));
        var refused = asset.Accept(ownerIsActive: false, Code, Today);
        refused.Error!.Code.ShouldBe("asset.not-ready");
        MissingIn(refused).ShouldBe(["OwnerId", "Confidentiality", "Availability"]);
        (asset.Status, asset.Code).ShouldBe((AssetStatus.Draft, null));
    }

    [Fact]
    public void Acceptance_needs_an_owner_who_is_active()
        => Draft().MayBeAccepted(ownerIsActive: false).Error!.Fields.ShouldBe([AssetErrors.OwnerNotActive]);

    [Fact]
    public void An_active_asset_is_not_accepted_twice() => Active().Accept(true, Code, Today).Error.ShouldBe(AssetErrors.AcceptedAlready);

    [Fact]
    public void After_a_review_it_keeps_its_code_and_gets_a_new_review_date()
    {
        var asset = Active();
        asset.StartReview().ShouldBe(Result.Success);
        asset.Status.ShouldBe(AssetStatus.UnderReview);
        asset.Accept(true, "AST-2027-009", new DateOnly(2027, 3, 2)).ShouldBe(Result.Success);
        (asset.Code, asset.NextReviewOn).ShouldBe((Code, new DateOnly(2028, 3, 2)));
    }

    [Fact]
    public void Only_an_active_asset_is_reviewed() => Draft().StartReview().Error.ShouldBe(AssetErrors.NotActive);

    [Fact]
    public void Changed_values_are_valued_today_and_other_changes_are_not()
    {
        var asset = Active();
        asset.Change(Complete with { Description = "Runs in the cloud" }, Later);
        asset.ValuedOn.ShouldBe(Today);
        asset.Change(Complete with { Availability = 4 }, Later);
        asset.ValuedOn.ShouldBe(Later);
    }

    [Fact]
    public void A_draft_that_loses_all_its_values_is_valued_no_more()
    {
        var asset = Draft();
        asset.Change(Complete with { Confidentiality = null, Integrity = null, Availability = null }, Later);
        asset.ValuedOn.ShouldBeNull();
    }

    [Fact]
    public void An_active_asset_keeps_owner_and_values()
    {
        var asset = Active();
        var refused = asset.Change(Complete with { Name = "Other", OwnerId = null, Availability = null }, Today);
        refused.Error!.Code.ShouldBe("asset.must-stay-complete");
        MissingIn(refused).ShouldBe(["OwnerId", "Availability"]);
        asset.Name.ShouldBe("Analytics platform");
    }

    [Fact]
    public void An_active_asset_goes_to_active_owners_only_but_may_be_edited_when_its_own_has_left()
    {
        var asset = Active();
        asset.Change(Complete with { OwnerId = Guid.CreateVersion7() }, Today, ownerIsActive: false).Error!.Fields.ShouldBe([AssetErrors.OwnerNotActive]);
        asset.Change(Complete with { Name = "Platform" }, Today, ownerIsActive: false).ShouldBe(Result.Success);
    }

    [Fact]
    public void An_asset_under_review_may_be_incomplete()
    {
        var asset = Active();
        asset.StartReview();
        asset.Change(Complete with { OwnerId = null }, Today).ShouldBe(Result.Success);
        MissingIn(asset.Accept(true, Code, Today)).ShouldBe(["OwnerId"]);
    }

    [Fact]
    public void What_active_assets_need_is_retired_only_when_confirmed()
    {
        var asset = Active();
        asset.Retire(hasActiveDependants: true, confirmed: false, null, Today).Error.ShouldBe(AssetErrors.SupportsActiveAssets);
        asset.Retire(hasActiveDependants: true, confirmed: true, null, Today).ShouldBe(Result.Success);
        (asset.Status, asset.RetiredOn).ShouldBe((AssetStatus.Retired, Today));
    }

    [Theory]
    [InlineData(AssetType.Media, true)]
    [InlineData(AssetType.Server, true)]
    [InlineData(AssetType.Endpoint, true)]
    [InlineData(AssetType.Paper, true)]
    [InlineData(AssetType.CloudService, false)]
    [InlineData(AssetType.Information, false)]
    public void Equipment_and_media_are_not_retired_without_a_disposal_record(AssetType type, bool needsRecord)
    {
        var asset = Active(Complete with { Type = type });
        asset.Retire(false, false, " ", Today).Error.ShouldBe(needsRecord ? AssetErrors.DisposalRecordMissing : null);
        if (needsRecord) { asset.Retire(false, false, "Shredded, certificate 4711", Today).ShouldBe(Result.Success); }
    }

    [Fact]
    public void A_retired_asset_is_evidence()
    {
        var asset = Active();
        asset.Retire(false, false, null, Today);
        asset.Change(Complete, Today).Error.ShouldBe(AssetErrors.Retired);
        asset.Accept(true, Code, Today).Error.ShouldBe(AssetErrors.Retired);
        asset.StartReview().Error.ShouldBe(AssetErrors.Retired);
        asset.Retire(false, false, null, Today).Error.ShouldBe(AssetErrors.Retired);
        asset.CanBeDeleted.ShouldBeFalse();
    }

    [Fact]
    public void A_late_report_of_its_source_does_not_turn_the_clock_back()
    {
        var asset = Draft();
        var noon = new DateTimeOffset(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);
        asset.From("cmdb", " srv-12 ");
        asset.Seen(noon);
        asset.Seen(noon.AddHours(-1));
        (asset.SourceSystem, asset.ExternalId, asset.LastSeenAt).ShouldBe(("cmdb", "srv-12", noon));
    }

    [Fact]
    public void A_circle_is_told_by_name()
    {
        var error = AssetErrors.Cycle(["Portal", "Database", "Portal"]);
        error.Arguments.ShouldBe(["Portal → Database → Portal"]);
        error.Fields.ShouldHaveSingleItem().Field.ShouldBe("LowerId");
    }
}
