using IsmsPlatform.Application.Assets.Import;
using IsmsPlatform.Application.Shared;

namespace IsmsPlatform.Web.Features.Assets;

/// <summary>What became of a batch.</summary>
/// <param name="Created">How many are new.</param>
/// <param name="Updated">How many changed.</param>
/// <param name="Unchanged">How many said what was known already.</param>
/// <param name="Rejected">How many were left out; their items say why.</param>
/// <param name="Items">One for each asset of the batch, in its order.</param>
public sealed record AssetBatchAnswer(int Created, int Updated, int Unchanged, int Rejected, IReadOnlyList<AssetBatchItem> Items)
{
    internal static AssetBatchAnswer Of(IReadOnlyList<UpsertedAsset> assets, Texts texts)
    {
        int Count(UpsertOutcome outcome) => assets.Count(a => a.Outcome == outcome);
        return new(Count(UpsertOutcome.Created), Count(UpsertOutcome.Updated), Count(UpsertOutcome.Unchanged), Count(UpsertOutcome.Rejected),
            [.. assets.Select(a => new AssetBatchItem(a.Index, a.ExternalId, a.Outcome, a.Id,
                [.. a.Faults.Select(f => new AssetBatchFault(f.Column, f.Problem.Code, texts[f.Problem.Sentence, [.. f.Problem.Arguments]], f.Allowed))]))]);
    }
}

/// <summary>What became of one asset.</summary>
/// <param name="Index">Of the item in the batch, from 0.</param>
/// <param name="ExternalId">As it was sent.</param>
/// <param name="Outcome">What was done.</param>
/// <param name="Id">Of the asset; null when the register has none.</param>
/// <param name="Errors">Why it was rejected; empty otherwise.</param>
public sealed record AssetBatchItem(int Index, string? ExternalId, UpsertOutcome Outcome, Guid? Id, IReadOnlyList<AssetBatchFault> Errors);

/// <summary>Why an asset was rejected.</summary>
/// <param name="Field">The member that is wrong.</param>
/// <param name="Code">Stable, for programs.</param>
/// <param name="Message">A sentence for people.</param>
/// <param name="Allowed">What it might say; empty where that is no short list.</param>
public sealed record AssetBatchFault(string Field, string Code, string Message, IReadOnlyList<string> Allowed);
