using IsmsPlatform.Domain.Risks;
using IsmsPlatform.Web.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace IsmsPlatform.Web.Ui;

/// <summary>Where a risk is rated; the assessment from which somebody comes is carried along.</summary>
public static class RatingUrl
{
    /// <param name="stage">Null: the one that is next.</param>
    public static string Evaluate(Shell shell, Guid risk, EvaluationStage? stage, Guid? assessment) => Of(shell, $"risks/{risk}/evaluate", stage, assessment);

    public static string Confirm(Shell shell, Guid risk, Guid? assessment) => Of(shell, $"risks/{risk}/confirm", null, assessment);

    // What is null is left out.
    private static string Of(Shell shell, string page, EvaluationStage? stage, Guid? assessment)
        => QueryHelpers.AddQueryString(shell.Url(page), new Dictionary<string, string?>(StringComparer.Ordinal) { ["stage"] = stage?.ToString(), ["assessment"] = assessment?.ToString() });
}
