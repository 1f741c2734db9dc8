using System.Text.Json.Serialization;
using FluentValidation;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Assets;
using IsmsPlatform.Domain.Controls;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Controls;

[RequirePermission(Permissions.ControlsEdit)]
public sealed record ChangeControl : ControlForm, ICommand<Result>
{
    public Guid Id { get; init; }

    /// <summary>What the editor saw.</summary>
    public long Version { get; init; }
}

public sealed class ChangeControlValidator : AbstractValidator<ChangeControl>
{
    public ChangeControlValidator() => Include(new ControlFormRules());
}

public sealed class ChangeControlHandler(IsmsDbContext db) : ICommandHandler<ChangeControl, Result>
{
    public async ValueTask<Result> Handle(ChangeControl command, CancellationToken cancellationToken)
        => await db.ActAsync<Control>(command.Id, command.Version, control => control.Change(command.Details()), cancellationToken);
}

/// <summary>Changes only the members that were sent; the outcome meets the rules of <see cref="ChangeControl"/>.</summary>
[RequirePermission(Permissions.ControlsEdit)]
public sealed record PatchControl(Guid Id, long Version, ControlMembers Members) : ICommand<Result>;

public sealed class PatchControlHandler(IsmsDbContext db, ISender sender) : ICommandHandler<PatchControl, Result>
{
    public async ValueTask<Result> Handle(PatchControl command, CancellationToken cancellationToken)
        => await db.Controls.AsNoTracking().SingleOrDefaultAsync(c => c.Id == command.Id, cancellationToken) is { } control
            ? await sender.Send(command.Members.Over(control) with { Version = command.Version }, cancellationToken)
            : Error.NotFound;
}

/// <summary>The members of a control that a patch may set. A missing member stays as it is, null empties it; unknown members are refused.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed class ControlMembers : MergePatch
{
    public string? Title { get; set => field = Sent(value); }

    /// <summary>What it is for.</summary>
    public string? Purpose { get; set => field = Sent(value); }

    public ControlTheme? Theme { get; set => field = Sent(value); }

    /// <summary>Technical, administrative or physical.</summary>
    public ControlNature? Nature { get; set => field = Sent(value); }

    public IReadOnlyList<ControlType>? Types { get; set => field = Sent(value); }

    public IReadOnlyList<SecurityProperty>? Properties { get; set => field = Sent(value); }

    public IReadOnlyList<CybersecurityConcept>? Concepts { get; set => field = Sent(value); }

    public IReadOnlyList<OperationalCapability>? Capabilities { get; set => field = Sent(value); }

    public IReadOnlyList<SecurityDomain>? Domains { get; set => field = Sent(value); }

    internal ChangeControl Over(Control c) => new()
    {
        Id = c.Id,
        Title = Or(Title, c.Title, nameof(Title)),
        Purpose = Or(Purpose, c.Purpose, nameof(Purpose)),
        Theme = Or(Theme, c.Theme, nameof(Theme)),
        Nature = Or(Nature, c.Nature, nameof(Nature)),
        Types = Or(Types, AnnexAControl.Of<ControlType>(c.Types), nameof(Types)),
        Properties = Or(Properties, AnnexAControl.Of<SecurityProperty>(c.Properties), nameof(Properties)),
        Concepts = Or(Concepts, AnnexAControl.Of<CybersecurityConcept>(c.Concepts), nameof(Concepts)),
        Capabilities = Or(Capabilities, AnnexAControl.Of<OperationalCapability>(c.Capabilities), nameof(Capabilities)),
        Domains = Or(Domains, AnnexAControl.Of<SecurityDomain>(c.Domains), nameof(Domains)),
    };
}
