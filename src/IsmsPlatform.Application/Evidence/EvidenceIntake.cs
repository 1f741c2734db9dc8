using IsmsPlatform.Application.Shared.Files;
using IsmsPlatform.Domain.Evidence;
using IsmsPlatform.Domain.Shared;
using Mediator;

namespace IsmsPlatform.Application.Evidence;

/// <summary>Takes the file in, then the record that names it; refused, the file is dropped.</summary>
public static class EvidenceIntake
{
    /// <param name="intake">Of files.</param>
    /// <param name="sender">Takes the command to its handler.</param>
    /// <param name="form">What was entered; whether it may be added here was asked before (<see cref="PrepareEvidence"/>).</param>
    /// <param name="fileName">As it was sent.</param>
    /// <param name="content">Read once; null when no file was sent.</param>
    public static async Task<Result<Guid>> AddAsync(this FileIntake intake, ISender sender, EvidenceForm form, string? fileName, Stream? content, CancellationToken cancellationToken)
    {
        StoredFile? file = null;
        if (form.Kind == EvidenceKind.File && content is not null)
        {
            var taken = await intake.TakeAsync(fileName, content, cancellationToken);
            if (taken.Error is { } refused) { return refused; }
            file = taken.Value;
        }
        var added = await sender.Send(new AddEvidence(form, file), cancellationToken);
        if (added.Error is not null) { await intake.DropAsync(file); }
        return added;
    }
}
