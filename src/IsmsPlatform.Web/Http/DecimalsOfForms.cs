using IsmsPlatform.Application.Shared;
using IsmsPlatform.Web.Ui;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace IsmsPlatform.Web.Http;

/// <summary>Reads decimals of forms and addresses by <see cref="DecimalSign"/>. The framework would drop a comma as if it grouped thousands, so that 0,5 became 5.</summary>
internal sealed class DecimalsOfForms : IModelBinderProvider, IModelBinder
{
    public IModelBinder? GetBinder(ModelBinderProviderContext context) => context.Metadata.UnderlyingOrModelType == typeof(decimal) || context.Metadata.UnderlyingOrModelType == typeof(double) ? this : null;

    public Task BindModelAsync(ModelBindingContext bindingContext)
    {
        var (name, entered) = (bindingContext.ModelName, bindingContext.ValueProvider.GetValue(bindingContext.ModelName));
        if (entered == ValueProviderResult.None) { return Task.CompletedTask; }
        bindingContext.ModelState.SetModelValue(name, entered);
        var (metadata, state) = (bindingContext.ModelMetadata, bindingContext.ModelState);
        if (string.IsNullOrWhiteSpace(entered.FirstValue))
        {
            if (metadata.IsReferenceOrNullableType) { bindingContext.Result = ModelBindingResult.Success(null); }
            else { state.TryAddModelError(name, metadata.ModelBindingMessageProvider.ValueMustNotBeNullAccessor("")); }
            return Task.CompletedTask;
        }
        var texts = bindingContext.HttpContext.RequestServices.GetRequiredService<Texts>();
        switch (DecimalSign.Read(entered.FirstValue, out var number))
        {
            case DecimalSign.Reading.Number:
                bindingContext.Result = ModelBindingResult.Success(metadata.UnderlyingOrModelType == typeof(double) ? (object)(double)number : number);
                break;
            case DecimalSign.Reading.Ambiguous:
                state.TryAddModelError(name, texts["This can be read in two ways. Write thousands without a separator and decimals after one comma or dot: 1250 or 12.50."]);
                break;
            default:
                state.TryAddModelError(name, texts["This is no number. Write it in digits, with decimals after one comma or dot: 1250 or 12.50."]);
                break;
        }
        return Task.CompletedTask;
    }
}
