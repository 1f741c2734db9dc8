using Microsoft.AspNetCore.Mvc.ApplicationModels;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace IsmsPlatform.Web.Http;

/// <summary>
/// What the address names is read from the address alone. MVC asks the form first, whatever the case of a name: a hidden field Id of a new
/// record would stand in for the record of the address.
/// </summary>
internal sealed class AddressWins : IActionModelConvention
{
    public void Apply(ActionModel action)
    {
        var templates = action.Selectors.Concat(action.Controller.Selectors).Select(s => s.AttributeRouteModel?.Template).OfType<string>().ToList();
        foreach (var parameter in action.Parameters.Where(p => p.BindingInfo?.BindingSource is null && templates.Exists(t => Names(t, p.ParameterName))))
        {
            (parameter.BindingInfo ??= new BindingInfo()).BindingSource = BindingSource.Path;
        }
    }

    private static bool Names(string template, string parameter)
        => template.Contains($"{{{parameter}}}", StringComparison.OrdinalIgnoreCase) || template.Contains($"{{{parameter}:", StringComparison.OrdinalIgnoreCase);
}
