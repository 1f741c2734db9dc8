using IsmsPlatform.Application.Accounts;
using IsmsPlatform.Application.Shared;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;

namespace IsmsPlatform.Web.Http;

/// <summary>What somebody gave to show that it is still they; the names are such that no form of an act has them.</summary>
internal sealed record ProofForm(string Password, string Code, string Credential)
{
    internal const string PasswordField = "proof-password";
    internal const string CodeField = "proof-code";
    internal const string CredentialField = "proof-credential";

    internal bool IsGiven => Password.Length is > 0 and <= Account.PasswordMaxLength || Code.Length > 0 || Credential.Length > 0;

    /// <summary>Null for what is no plain form: uploads are streamed past it, and no act that needs a proof has a file.</summary>
    internal static ProofForm? Of(HttpRequest request)
        => request.ContentType?.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) == true && request.Form is var form
            ? new ProofForm(form[PasswordField].ToString(), form[CodeField].ToString(), form[CredentialField].ToString())
            : null;

    internal static bool IsPartOf(string field) => field is PasswordField or CodeField or CredentialField;
}

/// <summary>Asks who sits there, and carries what was entered through.</summary>
/// <param name="Action">Where the form goes: the act itself.</param>
/// <param name="Fields">What was entered there.</param>
/// <param name="Back">For who gives up.</param>
/// <param name="TakesPassword">It proves something here: not where a second factor is owed.</param>
/// <param name="HasApp">A code can be entered instead.</param>
/// <param name="HasPasskey">A device can be asked.</param>
public sealed record ProofPage(string Action, IReadOnlyList<KeyValuePair<string, string>> Fields, string Back, bool TakesPassword, bool HasApp, bool HasPasskey)
{
    internal static async Task<IActionResult> AskAsync(Controller controller)
    {
        var (request, services) = (controller.Request, controller.HttpContext.RequestServices);
        var accounts = services.GetRequiredService<UserManager<Account>>();
        var account = (await accounts.GetUserAsync(controller.User))!;
        var proof = ProofForm.Of(request);
        // A sentence about the act would stand at fields that this page does not have.
        controller.ModelState.Clear();
        if (proof is { IsGiven: true })
        {
            controller.ModelState.AddModelError("", services.GetRequiredService<Texts>()["This was not right. Try again; after {0} wrong attempts your account is locked for {1} minutes.", Account.MostFailedAttempts, Account.LockoutTime.TotalMinutes]);
        }
        var entered = proof is null ? [] : request.Form.Where(f => f.Key != "__RequestVerificationToken" && !ProofForm.IsPartOf(f.Key)).SelectMany(f => f.Value.Select(v => KeyValuePair.Create(f.Key, v ?? "")));
        if (!HttpMethods.IsGet(request.Method)) { controller.Response.StatusCode = StatusCodes.Status403Forbidden; }
        var takesPassword = !services.GetRequiredService<CurrentAccount>().OwesSecondFactor && await accounts.HasPasswordAsync(account);
        return controller.View("Proof", new ProofPage(request.Path + request.QueryString, [.. entered], CameFrom.Of(request) ?? "/home", takesPassword, account.TwoFactorEnabled, (await accounts.GetPasskeysAsync(account)).Count > 0));
    }
}
