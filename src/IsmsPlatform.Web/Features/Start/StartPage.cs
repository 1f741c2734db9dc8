using IsmsPlatform.Application.People;

namespace IsmsPlatform.Web.Features.Start;

/// <summary>The page at <c>/</c>.</summary>
/// <param name="SignUpOpen">Whether new organisations may sign up.</param>
/// <param name="DemoSignIns">Shown in Development only; else empty.</param>
public sealed record StartPage(bool SignUpOpen, IReadOnlyList<DemoSignIn> DemoSignIns);

/// <summary>A sign-in of the demo organisations.</summary>
public sealed record DemoSignIn(string Name, IReadOnlyList<HeldRole> Roles, string Organisation, string Email, string Password);
