using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Mail;
using IsmsPlatform.Application.Shared.Tenancy;

namespace IsmsPlatform.Application.Accounts;

/// <summary>The mails about accounts: one purpose each, one link, and what to do when one did not ask for it.</summary>
public sealed class AccountMails(Outbox outbox, PublicAddress address, Texts t)
{
    public void ConfirmAddress(Account account, string token)
        => Send(account.Email!, t["Confirm your e-mail address"],
            t["Hello {0},", account.Name],
            t["please confirm that this is your e-mail address. Then you can sign in:"],
            address.Of($"confirm-email?account={account.Id}&token={Uri.EscapeDataString(token)}"),
            t["The link works for 24 hours. If you did not sign up, ignore this mail: nothing happens."]);

    /// <summary>To whoever signs up again: the organisation of that form is never founded.</summary>
    public void AlreadyHasAccount(Account account)
        => outbox.Add(account.Email!, t["You have an account already"], Body(
            t["Hello {0},", account.Name],
            t["someone, probably you, tried to sign up with this address. It has an account already. Sign in, or choose a new password if you forgot yours:"],
            address.Of("sign-in")), ofAccount: true);

    public void ResetPassword(Account account, string token)
        => Send(account.Email!, t["Choose a new password"],
            t["Hello {0},", account.Name],
            t["here you can choose a new password:"],
            address.Of($"reset-password?account={account.Id}&token={Uri.EscapeDataString(token)}"),
            t["The link works for 24 hours. If you did not ask for it, ignore this mail: your password stays as it is."]);

    public void PasskeyAdded(Account account, string name)
        => outbox.Add(account.Email!, t["A passkey was added to your account"], Body(
            t["Hello {0},", account.Name],
            t["your account has a new passkey, called “{0}”. It lets its owner in without a password. Was it you? Then there is nothing to do. If not, remove it and change your password:", name],
            address.Of("profile/passkeys")), ofAccount: true);

    public void PasskeyRemoved(Account account, string name)
        => outbox.Add(account.Email!, t["A passkey was removed from your account"], Body(
            t["Hello {0},", account.Name],
            t["the passkey “{0}” lets nobody into your account any more. Was it you? Then there is nothing to do. If not, change your password and look at who is signed in:", name],
            address.Of("profile/sessions")), ofAccount: true);

    public void Invite(string email, string name, string organisation, string invitedBy, string token)
        => Send(email, t["Invitation to the ISMS of {0}", organisation],
            t["Hello {0},", name],
            t["{0} invites you to the information security management system of {1}. Accept here:", invitedBy, organisation],
            address.Of($"invitation/{token}"),
            t["The link works for 14 days and only once."]);

    /// <summary>Somebody from outside is inside: no matter of taste, so it is sent to every administrator.</summary>
    public void OperatorEntered(Account administrator, CurrentTenant tenant, string who, OperatorEntry entry)
    {
        using var spoken = Cultures.Speak(administrator.Language);
        Send(administrator.Email!, t["A platform operator has entered {0}", tenant.Name],
            t["Hello {0},", administrator.Name],
            t["{0} may read what {1} holds from now on, like an internal auditor, for {2} hours at most. The reason given: {3}", who, tenant.Name, (entry.EndsAt - entry.StartedAt).TotalHours, entry.Reason],
            t["You see it in the settings, and can end it there at once:"],
            address.Of($"t/{tenant.Slug}/settings/operator-entries"));
    }

    private void Send(string recipient, string subject, params string[] paragraphs)
        => outbox.Add(recipient, subject, Body(paragraphs));

    private static string Body(params string[] paragraphs) => string.Join("\n\n", paragraphs) + "\n";
}
