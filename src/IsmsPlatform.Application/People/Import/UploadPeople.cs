using IsmsPlatform.Application.Shared.Imports;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.People;
using IsmsPlatform.Domain.Shared;
using Mediator;

namespace IsmsPlatform.Application.People.Import;

/// <summary>Step 1 of an import of people: the file. Nobody enters the directory yet.</summary>
[RequirePermission(Permissions.PeopleEdit)]
public sealed record UploadPeople(Guid Id, string? FileName, byte[]? File) : ICommand<Result<Guid>>;

public sealed class UploadPeopleHandler(ImportFiles files) : ICommandHandler<UploadPeople, Result<Guid>>
{
    public async ValueTask<Result<Guid>> Handle(UploadPeople command, CancellationToken cancellationToken)
    {
        var table = await files.TakeInAsync(command.Id, nameof(Person), command.FileName, source: null, command.File, cancellationToken);
        if (table.Error is { } unreadable) { return unreadable; }
        return PersonFields.Lacking(table.Value) is { } lacking ? lacking : command.Id;
    }
}
