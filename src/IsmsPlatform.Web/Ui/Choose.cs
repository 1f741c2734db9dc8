using IsmsPlatform.Application.Shared;
using IsmsPlatform.Domain.Assets;
using IsmsPlatform.Domain.LegalRequirements;
using IsmsPlatform.Domain.Organisation;
using IsmsPlatform.Domain.People;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace IsmsPlatform.Web.Ui;

/// <summary>What selects offer. Each begins with an empty choice, so that nobody keeps a value that nobody chose.</summary>
public sealed class Choose(Texts t, Words words)
{
    public IEnumerable<SelectListItem> Countries => Offer(Application.Shared.Countries.All.Select(c => (c.Code, c.Name)));

    /// <summary>The European Union, then the countries.</summary>
    public IEnumerable<SelectListItem> Jurisdictions => Offer(Application.Shared.Countries.All.Select(c => (c.Code, c.Name)).Prepend((LegalRequirement.EuropeanUnion, words.Jurisdiction(LegalRequirement.EuropeanUnion)!)));

    public IEnumerable<SelectListItem> TimeZones => Offer(Application.Shared.TimeZones.All.Select(z => (z, z.Replace('_', ' '))));

    public IEnumerable<SelectListItem> Currencies => Offer(Application.Shared.Currencies.All.Select(c => (c, c)));

    public IEnumerable<SelectListItem> Levels => Offer(Enumerable.Range(ProtectionNeed.MinValue, ProtectionNeed.MaxValue + 1).Select(l => (l.ToString(), $"{l} · {words.Level(l)}")));

    /// <summary>The months of a year, named in the reader's language.</summary>
    public IEnumerable<SelectListItem> Months => Offer(Enumerable.Range(1, 12).Select(m => (m.ToString(), words.Month(m))));

    /// <summary>The days of a week from Monday on.</summary>
    public IEnumerable<SelectListItem> Days => WorkingDaysOfWeek.Week.Select(d => new SelectListItem(words.Of(d), d.ToString()));

    /// <summary>Every value of an enum, in its order.</summary>
    public IEnumerable<SelectListItem> All<TEnum>(Func<TEnum, string> word)
        where TEnum : struct, Enum
        => Offer(Enum.GetValues<TEnum>().Select(v => (v.ToString(), word(v))));

    /// <summary>The same without an empty choice: something always holds.</summary>
    public static IEnumerable<SelectListItem> One<TEnum>(Func<TEnum, string> word)
        where TEnum : struct, Enum
        => Enum.GetValues<TEnum>().Select(v => new SelectListItem(word(v), v.ToString()));

    /// <summary>The roles that every organisation has.</summary>
    public IEnumerable<SelectListItem> BuiltInRoles => Offer(RoleKey.BuiltIn.Select(r => (r.ToString(), words.Of(r))));

    public IEnumerable<SelectListItem> Records<T>(IEnumerable<T> records, Func<T, Guid> id, Func<T, string> name) => Offer(records.Select(r => (id(r).ToString(), name(r))));

    private IEnumerable<SelectListItem> Offer(IEnumerable<(string Value, string Text)> items) => items.Select(i => new SelectListItem(i.Text, i.Value)).Prepend(new SelectListItem(t["Choose …"], ""));
}
