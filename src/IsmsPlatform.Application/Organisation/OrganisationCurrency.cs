using IsmsPlatform.Application.Shared;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Organisation;

internal static class OrganisationCurrency
{
    /// <summary>Of all amounts; empty before the organisation was there, for whoever looks back so far.</summary>
    internal static async Task<string> CurrencyAsync(this IsmsDbContext db, CancellationToken cancellationToken)
        => await db.Organisations.Select(o => o.Currency).FirstOrDefaultAsync(cancellationToken) ?? "";
}
