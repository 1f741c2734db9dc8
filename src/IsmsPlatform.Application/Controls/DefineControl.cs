using System.Text.Json.Serialization;
using FluentValidation;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Memory;
using IsmsPlatform.Application.Shared.Pipeline;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Controls;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Domain.Tasks;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Controls;

/// <summary>Defines a control that Annex A does not have.</summary>
[RequirePermission(Permissions.ControlsEdit)]
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record DefineControl : ControlForm, ICommand<Result<Guid>>
{
    /// <summary>UUID, best version 7; the same id again is the same control. Made by the server when missing.</summary>
    public Guid Id { get; init; }
}

public sealed class DefineControlValidator : AbstractValidator<DefineControl>
{
    public DefineControlValidator()
    {
        Include(new ControlFormRules());
        RuleFor(c => c.Id).Required();
    }
}

public sealed class DefineControlHandler(IsmsDbContext db, CodeSequence codes) : ICommandHandler<DefineControl, Result<Guid>>
{
    public async ValueTask<Result<Guid>> Handle(DefineControl command, CancellationToken cancellationToken)
    {
        // The form was sent twice: that is one control, and whatever differs is not lost in silence.
        if (await db.Controls.SingleOrDefaultAsync(c => c.Id == command.Id, cancellationToken) is { } there)
        {
            return db.Again(there, there.Change(command.Details()));
        }
        db.Controls.Add(Control.Define(command.Id, await codes.NextAsync(Control.CodePrefix, cancellationToken), command.Details()));
        return command.Id;
    }
}
