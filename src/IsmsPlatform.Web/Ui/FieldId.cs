using Microsoft.AspNetCore.Mvc.Rendering;

namespace IsmsPlatform.Web.Ui;

/// <summary>Element ids of form controls, the same for the field and for the summary that links to it.</summary>
public static class FieldId
{
    private const string Prefix = "f-";

    /// <summary>Lower case, because ModelState ignores case and a fragment does not: <c>Rows[3].Owner</c> → <c>f-rows_3__owner</c>.</summary>
    public static string Of(string name) => Prefix + TagBuilder.CreateSanitizedId(name, "_").ToLowerInvariant();
}
