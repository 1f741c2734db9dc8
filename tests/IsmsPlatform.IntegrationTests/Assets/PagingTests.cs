using IsmsPlatform.Application.Assets;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Domain.Assets;
using IsmsPlatform.IntegrationTests.Host;
using IsmsPlatform.IntegrationTests.Postgres;

namespace IsmsPlatform.IntegrationTests.Assets;

/// <summary>Pages by keyset: whatever the order, each row once, forwards and backwards.</summary>
public sealed class PagingTests(PostgresServer server)
{
    private const int Rows = 37;
    private const int Size = 5;

    [Fact]
    public async Task Every_sort_visits_each_row_once_in_both_directions()
    {
        var tenant = await FilledAsync();
        foreach (var sort in AssetRows.Sorts.Keys.SelectMany(k => new[] { k, "-" + k }))
        {
            List<Page<AssetRow>> pages = [];
            string? after = null;
            do
            {
                pages.Add((await tenant.Manager.SendAsync(new ListAssets(new AssetFilter(), sort, Size, After: after))).Ok());
                after = pages[^1].Next;
            }
            while (after is not null);
            var forwards = pages.SelectMany(p => p.Items.Select(i => i.Id)).ToList();
            forwards.Distinct().Count().ShouldBe(Rows, sort);
            forwards.Count.ShouldBe(Rows, sort);
            pages[0].Previous.ShouldBeNull(sort);
            pages[0].Total.ShouldBe(Rows);

            List<Guid> backwards = [.. pages[^1].Items.Select(i => i.Id)];
            for (var before = pages[^1].Previous; before is not null;)
            {
                var page = (await tenant.Manager.SendAsync(new ListAssets(new AssetFilter(), sort, Size, Before: before))).Ok();
                backwards.InsertRange(0, page.Items.Select(i => i.Id));
                page.Next.ShouldNotBeNull(sort);
                before = page.Previous;
            }
            backwards.ShouldBe(forwards, sort);

            var opposite = (await tenant.Manager.SendAsync(new ListAssets(new AssetFilter(), sort[0] == '-' ? sort[1..] : "-" + sort, 100))).Ok();
            opposite.Items.Select(i => i.Id).Reverse().ShouldBe(forwards, sort);
        }
    }

    [Fact]
    public async Task Sorts_mean_what_they_say()
    {
        var tenant = await FilledAsync();
        async Task<List<AssetRow>> All(string sort) => [.. (await tenant.Manager.SendAsync(new ListAssets(new AssetFilter(), sort, 100))).Ok().Items];
        (await All("criticality")).Select(a => a.Criticality).ShouldBeInOrder();
        (await All("-criticality"))[0].Criticality.ShouldBe(4);
        (await All("review")).Select(a => a.NextReviewOn ?? DateOnly.MaxValue).ShouldBeInOrder();
        (await All("name")).Select(a => a.Name).Take(3).ShouldBe(["asset 00", "Asset 01", "ásset 02"]);
    }

    [Theory]
    [InlineData("not a cursor")]
    [InlineData("eyJTb3J0IjoibmFtZSJ9")]
    [InlineData("AAAA")]
    public async Task A_marker_that_is_none_is_a_refusal(string marker)
    {
        var tenant = await (await server.AppAsync()).TenantAsync();
        (await tenant.Manager.SendAsync(new ListAssets(new AssetFilter(), After: marker))).Error!.Code.ShouldBe("cursor.invalid");
        (await tenant.Manager.SendAsync(new ListAssets(new AssetFilter(), Before: new Cursor("name", "x", Guid.Empty).Encode() + "x"))).Error!.Code.ShouldBe("cursor.invalid");
        (await tenant.Manager.SendAsync(new ListAssets(new AssetFilter(), "criticality", After: new Cursor("criticality", "high", Guid.Empty).Encode()))).Error!.Code.ShouldBe("cursor.invalid");
        (await tenant.Manager.SendAsync(new ListAssets(new AssetFilter(), "type", After: new Cursor("name", "x", Guid.Empty).Encode()))).Error!.Code.ShouldBe("cursor.invalid");
    }

    private async Task<TestTenant> FilledAsync()
    {
        var tenant = await (await server.AppAsync()).TenantAsync();
        for (var n = 0; n < Rows; n++)
        {
            var form = Register.Form($"{(n % 3) switch { 0 => "asset", 1 => "Asset", _ => "ásset" }} {n / 3 * 3 + (n % 3):00}", n % 7 > 4 ? null : n % 5, n % 7 > 4 ? null : 1, n % 7 > 4 ? null : 0, tenant.Manager.PersonId, (AssetType)(n % 14));
            var id = await tenant.Manager.AddAsync(form with { NextReviewOn = n % 4 == 0 ? null : new DateOnly(2027, 1, 1 + (n % 9)) });
            if (n % 3 == 0 && n % 7 <= 4) { (await tenant.Manager.SendAsync(new AcceptAsset(id, 1))).Ok(); }
        }
        return tenant;
    }
}
