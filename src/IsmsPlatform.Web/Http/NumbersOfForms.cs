using System.Globalization;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Web.Ui;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace IsmsPlatform.Web.Http;

/// <summary>Reads numbers of forms and addresses by <see cref="DecimalSign"/>. The framework would drop a comma as if it grouped thousands, so that 0,5 became 5.</summary>
internal sealed class NumbersOfForms : IModelBinderProvider, IModelBinder
{
    private static readonly HashSet<Type> Types = [typeof(decimal), typeof(double), typeof(int)];

    public IModelBinder? GetBinder(ModelBinderProviderContext context) => Types.Contains(context.Metadata.UnderlyingOrModelType) ? this : null;

    public Task BindModelAsync(ModelBindingContext bindingContext)
    {
        var (name, entered) = (bindingContext.ModelName, bindingContext.ValueProvider.GetValue(bindingContext.ModelName));
        if (entered == ValueProviderResult.None) { return Task.CompletedTask; }
        bindingContext.ModelState.SetModelValue(name, entered);
        var (metadata, state) = (bindingContext.ModelMetadata, bindingContext.ModelState);
        if (entered.FirstValue is not { } text || string.IsNullOrWhiteSpace(text))
        {
            if (metadata.IsReferenceOrNullableType) { bindingContext.Result = ModelBindingResult.Success(null); }
            else { state.TryAddModelError(name, metadata.ModelBindingMessageProvider.ValueMustNotBeNullAccessor("")); }
            return Task.CompletedTask;
        }
        var texts = bindingContext.HttpContext.RequestServices.GetRequiredService<Texts>();
        var isWhole = metadata.UnderlyingOrModelType == typeof(int);
        var refusal = DecimalSign.Read(text, out var number) switch
        {
            DecimalSign.Reading.Number when !isWhole => null,
            DecimalSign.Reading.Number when decimal.Truncate(number) != number => texts["Give a whole number, such as {0} or {1}.", Shown(decimal.Floor(number)), Shown(decimal.Ceiling(number))],
            DecimalSign.Reading.Number when number is >= int.MinValue and <= int.MaxValue => null,
            DecimalSign.Reading.Number or DecimalSign.Reading.TooLarge => texts["This number is too large here."],
            DecimalSign.Reading.Ambiguous when !isWhole && DecimalSign.Plain(text) is [var whole, var broken] => texts["This can be read in two ways. Write it without thousands separators: {0}, or with decimals: {1}.", whole, broken],
            DecimalSign.Reading.Ambiguous or DecimalSign.Reading.Grouped => texts["Write this without thousands separators: {0}.", DecimalSign.Plain(text)[0]],
            _ when isWhole => metadata.ModelBindingMessageProvider.AttemptedValueIsInvalidAccessor(text, metadata.GetDisplayName()),
            _ => texts["This is no number. Write it in digits, with decimals after one comma or dot: 1250 or 12.50."],
        };
        if (refusal is not null) { state.TryAddModelError(name, refusal); }
        else { bindingContext.Result = ModelBindingResult.Success(Convert.ChangeType(number, metadata.UnderlyingOrModelType, CultureInfo.InvariantCulture)); }
        return Task.CompletedTask;
    }

    private static string Shown(decimal whole) => whole.ToString("0", CultureInfo.InvariantCulture);
}
