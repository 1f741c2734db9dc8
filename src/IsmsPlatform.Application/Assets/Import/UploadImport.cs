using FluentValidation;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Pipeline;
using IsmsPlatform.Application.Shared.Spreadsheets;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Assets.Import;

/// <summary>Step 1 of an import: the file, and the system that it comes from. Nothing enters the register yet.</summary>
[RequirePermission(Permissions.AssetsEdit)]
public sealed record UploadImport(Guid Id, string? Source, string? FileName, byte[]? File) : ICommand<Result<Guid>>;

public sealed class UploadImportValidator : AbstractValidator<UploadImport>
{
    public UploadImportValidator()
    {
        RuleFor(u => u.Id).Required();
        RuleFor(u => u.Source).Required().AtMost(AssetImport.SourceMaxLength);
    }
}

public sealed class UploadImportHandler(IsmsDbContext db, ISpreadsheets spreadsheets, RequestScope scope, TimeProvider clock) : ICommandHandler<UploadImport, Result<Guid>>
{
    public async ValueTask<Result<Guid>> Handle(UploadImport command, CancellationToken cancellationToken)
    {
        if (command.File is not { Length: > 0 } file) { return SpreadsheetErrors.Missing; }
        var table = spreadsheets.Read(file);
        if (table.Error is { } unreadable) { return unreadable; }
        if (await db.AssetImports.AnyAsync(i => i.Id == command.Id, cancellationToken)) { return command.Id; } // the form was sent twice
        var name = Text.Clean(command.FileName);
        if (name.Length > AssetImport.FileNameMaxLength) { name = name[^AssetImport.FileNameMaxLength..]; }
        db.AssetImports.Add(AssetImport.Upload(command.Id, name, Text.Clean(command.Source), file, "{}", scope.Actor.Id, clock.GetUtcNow()));
        return command.Id;
    }
}
