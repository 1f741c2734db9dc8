using IsmsPlatform.Application.Shared.Spreadsheets;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Shared;
using Mediator;

namespace IsmsPlatform.Application.Risks.Import;

/// <summary>A file with the right columns and an example.</summary>
[RequirePermission(Permissions.RisksEdit)]
public sealed record GetRisksTemplate(SheetFormat Format) : IQuery<Result<SheetDownload>>;

public sealed class GetRisksTemplateHandler(ISpreadsheets spreadsheets) : IQueryHandler<GetRisksTemplate, Result<SheetDownload>>
{
    private static readonly Dictionary<RiskField, string> Example = new()
    {
        [RiskField.Title] = "Ransomware encrypts the file server",
        [RiskField.Scenario] = "Somebody enters through a stolen account and encrypts what can be reached.",
        [RiskField.Kind] = "Information",
        [RiskField.Affects] = "I, A",
        [RiskField.Owner] = "ada@company.example",
        [RiskField.Option] = "Modify",
        [RiskField.PersonalData] = "no",
        [RiskField.InherentLikelihood] = "4",
        [RiskField.InherentImpact] = "4",
    };

    public ValueTask<Result<SheetDownload>> Handle(GetRisksTemplate query, CancellationToken cancellationToken)
        => ValueTask.FromResult<Result<SheetDownload>>(SheetDownload.Of(spreadsheets, "risks-template", query.Format, new SheetOutput("Risks", [.. RiskFields.Entered.Select(RiskFields.HeadingOf)], Rows())));

    private static async IAsyncEnumerable<IReadOnlyList<object?>> Rows()
    {
        yield return [.. RiskFields.Entered.Select(f => Example.GetValueOrDefault(f))];
        await Task.CompletedTask;
    }
}
