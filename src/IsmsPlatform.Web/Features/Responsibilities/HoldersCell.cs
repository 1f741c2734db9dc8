using IsmsPlatform.Application.Responsibilities;
using IsmsPlatform.Domain.Responsibilities;

namespace IsmsPlatform.Web.Features.Responsibilities;

/// <summary>Who takes part in a subject in one way.</summary>
public sealed record HoldersCell(Responsibility Subject, RaciLetter Letter)
{
    public IReadOnlyList<RaciHolder> Holders { get; } = [.. Subject.With(Letter)];

    /// <summary>Somebody has to be here, and nobody is.</summary>
    public bool IsGap => Holders.Count == 0 && (Letter is RaciLetter.Accountable or RaciLetter.Responsible);
}
