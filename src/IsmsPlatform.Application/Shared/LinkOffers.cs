using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Shared;

/// <summary>A record that a form can link with. Set by initialiser, all of it, so that SQL can look into it.</summary>
internal sealed record LinkOffer
{
    internal required Guid Id { get; init; }

    internal required string Name { get; init; }

    /// <summary>Goes before the name where the records have an order of their own; otherwise 0.</summary>
    internal required int Order { get; init; }

    /// <summary>False for what only stays linked: retired, hidden, closed.</summary>
    internal required bool IsOffered { get; init; }
}

internal static class LinkOffers
{
    /// <summary>What is chosen now, whatever is typed, so that typing takes nothing away; behind it what is offered and has all the words.</summary>
    internal static async Task<IReadOnlyList<Choice>> ToChooseAsync(this IQueryable<LinkOffer> all, string? q, IReadOnlyCollection<Guid> chosen, int most, CancellationToken cancellationToken)
    {
        var found = all.Where(o => o.IsOffered && !chosen.Contains(o.Id));
        found = found.WithWords(q, o => o.Name);
        return [.. await InOrderAsync(all.Where(o => chosen.Contains(o.Id)), cancellationToken), .. await InOrderAsync(found, cancellationToken, most)];
    }

    private static Task<List<Choice>> InOrderAsync(IQueryable<LinkOffer> offers, CancellationToken cancellationToken, int most = int.MaxValue)
        => offers.OrderBy(o => o.Order).ThenBy(o => o.Name).ThenBy(o => o.Id).Take(most).Select(o => new Choice(o.Id, o.Name)).ToListAsync(cancellationToken);
}
