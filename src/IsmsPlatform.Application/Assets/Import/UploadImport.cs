using FluentValidation;
using IsmsPlatform.Application.Shared.Imports;
using IsmsPlatform.Application.Shared.Pipeline;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Assets;
using IsmsPlatform.Domain.Shared;
using Mediator;

namespace IsmsPlatform.Application.Assets.Import;

/// <summary>Step 1 of an import: the file, and the system that it comes from. Nothing enters the register yet.</summary>
[RequirePermission(Permissions.AssetsEdit)]
public sealed record UploadImport(Guid Id, string? Source, string? FileName, byte[]? File) : ICommand<Result<Guid>>;

public sealed class UploadImportValidator : AbstractValidator<UploadImport>
{
    public UploadImportValidator()
    {
        RuleFor(u => u.Id).Required();
        RuleFor(u => u.Source).Required().AtMost(ImportFile.SourceMaxLength);
    }
}

public sealed class UploadImportHandler(ImportFiles files) : ICommandHandler<UploadImport, Result<Guid>>
{
    public async ValueTask<Result<Guid>> Handle(UploadImport command, CancellationToken cancellationToken)
        => (await files.TakeInAsync(command.Id, nameof(Asset), command.FileName, command.Source, command.File, cancellationToken)).Map(_ => command.Id);
}
