using Microsoft.AspNetCore.Mvc.Rendering;

namespace IsmsPlatform.Web.Ui;

/// <summary>What selects offer.</summary>
public static class Choose
{
    public static IEnumerable<SelectListItem> Countries => Application.Shared.Countries.All.Select(c => new SelectListItem(c.Name, c.Code));

    public static IEnumerable<SelectListItem> TimeZones => Application.Shared.TimeZones.All.Select(z => new SelectListItem(z, z));
}
