using IsmsPlatform.Application.Accounts;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace IsmsPlatform.Infrastructure.Persistence;

public static class PersistenceSetup
{
    // What pages ask again and again is parsed and planned once per connection; what is asked once is not kept.
    private const int KeptStatements = 120;

    /// <summary>
    /// Connections of the program. Their repeated statements stay prepared, and nothing is reset between two users: every setting is
    /// transaction-local (<see cref="TenantSettings"/>), so nothing is left to reset, and the reset costs more than most queries.
    /// </summary>
    public static NpgsqlDataSource SourceOf(string connection)
        => new NpgsqlDataSourceBuilder(connection) { ConnectionStringBuilder = { MaxAutoPrepare = KeptStatements, AutoPrepareMinUsages = 3, NoResetOnClose = true } }.Build();

    public static IServiceCollection AddPersistence(this IServiceCollection services, NpgsqlDataSource source)
    {
        services.AddSingleton(source);
        services.AddSingleton<IArrivals, Arrivals>();
        services.AddScoped<RequestScope>();
        services.AddPooledDbContextFactory<IsmsDbContext>(o => Configure(o, source));
        services.AddScoped(s => Rent(s.GetRequiredService<IDbContextFactory<IsmsDbContext>>(), s.GetRequiredService<RequestScope>()));
        // Pooled for whoever only reads; a command's context borrows the other one's connection and is not given to the next.
        services.AddPooledDbContextFactory<PlatformDb>(o => Configure(o, source));
        services.AddScoped(s => new PlatformDb(s.GetRequiredService<DbContextOptions<PlatformDb>>()));
        return services;
    }

    /// <summary>A pooled instance keeps what its last user set: the lease is given anew at every rent.</summary>
    public static IsmsDbContext Rent(IDbContextFactory<IsmsDbContext> pool, RequestScope scope)
    {
        var db = pool.CreateDbContext();
        db.Request = scope;
        db.Database.AutoTransactionBehavior = AutoTransactionBehavior.Always; // one statement, too, is a transaction with a tenant
        return db;
    }

    public static void Configure(DbContextOptionsBuilder options, NpgsqlDataSource source)
        => options.UseNpgsql(source, n => n.SetPostgresVersion(18, 0))
            .UseSnakeCaseNamingConvention()
            // Counting "1000 or more" takes any rows, in no order.
            .ConfigureWarnings(w => w.Ignore(CoreEventId.RowLimitingOperationWithoutOrderByWarning))
            .AddInterceptors(new TenantOnCommand(), new TenantOnTransaction(), new SetBasedInserts());
}
