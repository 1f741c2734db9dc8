using System.Globalization;
using IsmsPlatform.Domain.Assets;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Assets;

/// <summary>An order that the register offers. Each stands on an index (tenant_id, column, id), so any page costs the same.</summary>
public abstract class AssetSort
{
    /// <summary>Columns of the database alone: the code or an empty text, the next review or infinity.</summary>
    internal const string CodeColumn = "CodeSort";
    internal const string ReviewColumn = "ReviewSort";
    public const string Default = "name";
    private const char Falling = '-';

    private static readonly Dictionary<string, AssetSort> All = new(StringComparer.Ordinal)
    {
        [Default] = new By<string>(nameof(Asset.Name), row => row.Name, value => value),
        ["code"] = new By<string>(CodeColumn, row => row.Code ?? "", value => value),
        ["type"] = new By<AssetType>(nameof(Asset.Type), row => row.Type.ToString(), value => Enum.TryParse<AssetType>(value, out var type) ? type : null),
        ["status"] = new By<AssetStatus>(nameof(Asset.Status), row => row.Status.ToString(), value => Enum.TryParse<AssetStatus>(value, out var status) ? status : null),
        ["criticality"] = new By<int>(nameof(Asset.Criticality), row => row.Criticality.ToString(CultureInfo.InvariantCulture),
            value => int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var level) ? level : null),
        ["review"] = new By<DateOnly>(ReviewColumn, row => (row.NextReviewOn ?? DateOnly.MaxValue).ToString("O", CultureInfo.InvariantCulture),
            value => DateOnly.TryParseExact(value, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null),
    };

    public static IReadOnlyCollection<string> Keys => All.Keys;

    public static bool IsKnown(string? sort) => string.IsNullOrEmpty(sort) || All.ContainsKey(sort.TrimStart(Falling));

    internal static AssetSort Of(string? sort) => All[string.IsNullOrEmpty(sort) ? Default : sort.TrimStart(Falling)];

    internal static bool Falls(string? sort) => sort is [Falling, ..];

    internal abstract IQueryable<Asset> Order(IQueryable<Asset> assets, bool falling);

    /// <summary>Rows after the cursor when <paramref name="greater"/>, before it otherwise; null when the value is none of this sort.</summary>
    internal abstract IQueryable<Asset>? Beyond(IQueryable<Asset> assets, string value, Guid id, bool greater);

    internal abstract string ValueOf(AssetRow row);

    private sealed class By<TKey>(string property, Func<AssetRow, string> valueOf, Func<string, object?> parse) : AssetSort
    {
        internal override IQueryable<Asset> Order(IQueryable<Asset> assets, bool falling) => falling
            ? assets.OrderByDescending(a => EF.Property<TKey>(a, property)).ThenByDescending(a => a.Id)
            : assets.OrderBy(a => EF.Property<TKey>(a, property)).ThenBy(a => a.Id);

        internal override IQueryable<Asset>? Beyond(IQueryable<Asset> assets, string value, Guid id, bool greater)
        {
            if (parse(value) is not TKey key) { return null; }
            return greater
                ? assets.Where(a => EF.Functions.GreaterThan(ValueTuple.Create(EF.Property<TKey>(a, property), a.Id), ValueTuple.Create(key, id)))
                : assets.Where(a => EF.Functions.LessThan(ValueTuple.Create(EF.Property<TKey>(a, property), a.Id), ValueTuple.Create(key, id)));
        }

        internal override string ValueOf(AssetRow row) => valueOf(row);
    }
}
