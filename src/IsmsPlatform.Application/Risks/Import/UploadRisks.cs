using IsmsPlatform.Application.Shared.Imports;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Risks;
using IsmsPlatform.Domain.Shared;
using Mediator;

namespace IsmsPlatform.Application.Risks.Import;

/// <summary>Step 1 of an import of risks: the file. Nothing enters the register yet.</summary>
[RequirePermission(Permissions.RisksEdit)]
public sealed record UploadRisks(Guid Id, string? FileName, byte[]? File) : ICommand<Result<Guid>>;

public sealed class UploadRisksHandler(ImportFiles files) : ICommandHandler<UploadRisks, Result<Guid>>
{
    public async ValueTask<Result<Guid>> Handle(UploadRisks command, CancellationToken cancellationToken)
    {
        var table = await files.TakeInAsync(command.Id, nameof(Risk), command.FileName, source: null, command.File, cancellationToken);
        if (table.Error is { } unreadable) { return unreadable; }
        return RiskFields.Lacking(table.Value) is { } lacking ? lacking : command.Id;
    }
}
