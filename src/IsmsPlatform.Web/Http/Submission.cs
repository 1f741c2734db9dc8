using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.AspNetCore.Mvc;

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
        if (!controller.ModelState.IsValid) { return await Misread(controller, again); }
        var result = await sender.Send(command, cancellationToken);
        return await controller.ToPage(result, done, () => again(result.Error));
    }

    /// <inheritdoc cref="SubmitAsync"/>
    public static async Task<IActionResult> SubmitAsync<T>(this Controller controller, ISender sender, ICommand<Result<T>> command, Func<T, IActionResult> done, Func<Error?, Task<IActionResult>> again, CancellationToken cancellationToken)
    {
        if (!controller.ModelState.IsValid) { return await Misread(controller, again); }
        var result = await sender.Send(command, cancellationToken);
        return await controller.ToPage(result, done, () => again(result.Error));
    }

    private static Task<IActionResult> Misread(Controller controller, Func<Error?, Task<IActionResult>> again)
    {
        controller.Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return again(null);
    }
}
