using IsmsPlatform.Web.Setup;
using Microsoft.AspNetCore.Mvc;

namespace IsmsPlatform.Web.Features.Development;

/// <summary>In Development without an SMTP server: the mails that would have gone out.</summary>
[ApiExplorerSettings(IgnoreApi = true)]
public sealed class DevelopmentController(MailFolder mails, IWebHostEnvironment environment) : Controller
{
    private const int Shown = 50;

    [HttpGet("development/mail")]
    public async Task<IActionResult> Mail(CancellationToken cancellationToken)
        => environment.IsDevelopment() && mails.Path is not null ? View(await mails.NewestAsync(Shown, cancellationToken)) : NotFound();
}
