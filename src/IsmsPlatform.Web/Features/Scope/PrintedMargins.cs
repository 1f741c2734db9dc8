using IsmsPlatform.Application.Scope;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Web.Ui;

namespace IsmsPlatform.Web.Features.Scope;

/// <summary>What stands in the margins of a printed version of the scope.</summary>
public static class PrintedMargins
{
    public static string Of(ScopeVersionView v, string organisation, Texts t) => PrintedSheet.Of(organisation,
        v.InForceFrom is { } from ? t["Version {0}, in force from {1}", v.VersionNo, Both.Day(from)!] : t["Version {0} · {1}", v.VersionNo, ScopeWords.Of(v.State, t)],
        v.Approval is { } a ? t["Approved by {0} on {1}", a.Approver, Both.Day(DateOnly.FromDateTime(a.DecidedAt.UtcDateTime))!] : t["not approved"]);
}
