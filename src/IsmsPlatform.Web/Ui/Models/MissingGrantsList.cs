using IsmsPlatform.Application.Acceptance;

namespace IsmsPlatform.Web.Ui.Models;

/// <summary>Whose grants the acceptance of a risk needs yet. Partial <c>_MissingGrants</c>.</summary>
/// <param name="Chip">What is said of each of them.</param>
public sealed record MissingGrantsList(MissingGrants Missing, string Chip);
