using FluentValidation;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace IsmsPlatform.Web.Http;

/// <summary>A form that was sent: what could not be read (a wrong date) is refused like what the use case refuses, with the entered text kept.</summary>
public static class Submission
{
    /// <param name="controller">Where ModelState is.</param>
    /// <param name="sender">Takes the command to its handler.</param>
    /// <param name="command">The form as it was bound.</param>
    /// <param name="done">The answer on success, usually a redirect.</param>
    /// <param name="again">Shows the form again; gets the refusal, or null when a value could not be read.</param>
    public static async Task<IActionResult> SubmitAsync(this Controller controller, ISender sender, ICommand<Result> command, Func<IActionResult> done, Func<Error?, Task<IActionResult>> again, CancellationToken cancellationToken)
    {
        if (!controller.ModelState.IsValid) { return await MisreadAsync(controller, command, again, cancellationToken); }
        var result = await sender.Send(command, cancellationToken);
        return await controller.ToPage(result, done, () => again(result.Error));
    }

    /// <inheritdoc cref="SubmitAsync"/>
    public static async Task<IActionResult> SubmitAsync<T>(this Controller controller, ISender sender, ICommand<Result<T>> command, Func<T, IActionResult> done, Func<Error?, Task<IActionResult>> again, CancellationToken cancellationToken)
    {
        if (!controller.ModelState.IsValid) { return await MisreadAsync(controller, command, again, cancellationToken); }
        var result = await sender.Send(command, cancellationToken);
        return await controller.ToPage(result, done, () => again(result.Error));
    }

    // What could not be read is said together with what else is wrong, so that nobody mends a form twice.
    private static async Task<IActionResult> MisreadAsync(Controller controller, IMessage command, Func<Error?, Task<IActionResult>> again, CancellationToken cancellationToken)
    {
        var (services, texts) = (controller.HttpContext.RequestServices, controller.HttpContext.RequestServices.GetRequiredService<Texts>());
        foreach (var validator in services.GetServices(typeof(IValidator<>).MakeGenericType(command.GetType())).OfType<IValidator>())
        {
            var outcome = await validator.ValidateAsync(new ValidationContext<object>(command), cancellationToken);
            foreach (var fault in outcome.Errors.Where(f => controller.ModelState.GetFieldValidationState(f.PropertyName) != ModelValidationState.Invalid))
            {
                controller.ModelState.TryAddModelError(fault.PropertyName, texts[fault.ErrorMessage, [.. fault.CustomState as object[] ?? []]]);
            }
        }
        controller.Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return await again(null);
    }
}
