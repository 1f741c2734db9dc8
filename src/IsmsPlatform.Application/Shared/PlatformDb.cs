using IsmsPlatform.Application.Accounts;
using IsmsPlatform.Application.Controls;
using IsmsPlatform.Application.Shared.Mail;
using IsmsPlatform.Application.Shared.Settings;
using IsmsPlatform.Application.Threats;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace IsmsPlatform.Application.Shared;

/// <summary>
/// What is known before a tenant is: accounts, tenants, memberships, invitations, API clients, the outbox. A command of a
/// tenant that touches both contexts runs them on one connection and in one transaction.
/// </summary>
public sealed class PlatformDb(DbContextOptions<PlatformDb> options) : DbContext(options)
{
    public DbSet<Account> Accounts => Set<Account>();

    public DbSet<Session> Sessions => Set<Session>();

    public DbSet<Passkey> Passkeys => Set<Passkey>();

    public DbSet<Tenant> Tenants => Set<Tenant>();

    public DbSet<Membership> Memberships => Set<Membership>();

    public DbSet<Invitation> Invitations => Set<Invitation>();

    public DbSet<ApiClient> ApiClients => Set<ApiClient>();

    public DbSet<OperatorEntry> OperatorEntries => Set<OperatorEntry>();

    public DbSet<OutboxMail> Outbox => Set<OutboxMail>();

    public DbSet<PlatformSetting> Settings => Set<PlatformSetting>();

    public DbSet<AnnexAControl> AnnexAControls => Set<AnnexAControl>();

    public DbSet<StarterThreat> StarterThreats => Set<StarterThreat>();

    public DbSet<StarterVulnerability> StarterVulnerabilities => Set<StarterVulnerability>();

    /// <summary>From here on this context reads and writes in the other one's transaction.</summary>
    internal async Task JoinAsync(IsmsDbContext isms, CancellationToken cancellationToken)
    {
        Database.SetDbConnection(isms.Database.GetDbConnection());
        await Database.UseTransactionAsync(isms.Database.CurrentTransaction!.GetDbTransaction(), cancellationToken);
    }

    internal Task LeaveAsync() => Database.UseTransactionAsync(null);

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.HasDefaultSchema("platform");
        modelBuilder.Entity<Account>(e =>
        {
            e.ToTable("account");
            e.Property(a => a.Name).HasMaxLength(Account.NameMaxLength);
            e.Property(a => a.ConcurrencyStamp).IsConcurrencyToken();
            e.Property(a => a.MailReminders).HasConversion<string>();
        });
        modelBuilder.Entity<IdentityUserToken<Guid>>(e => { e.ToTable("account_token"); e.HasKey(t => new { t.UserId, t.LoginProvider, t.Name }); e.Property(t => t.UserId).HasColumnName("account_id"); });
        modelBuilder.Entity<IdentityUserLogin<Guid>>(e => { e.ToTable("account_login"); e.HasKey(l => new { l.LoginProvider, l.ProviderKey }); e.Property(l => l.UserId).HasColumnName("account_id"); });
        modelBuilder.Entity<IdentityUserClaim<Guid>>(e => { e.ToTable("account_claim"); e.Property(c => c.UserId).HasColumnName("account_id"); });
        modelBuilder.Entity<Passkey>(e =>
        {
            e.ToTable("account_passkey");
            e.HasOne<Account>().WithMany().HasForeignKey(p => p.UserId);
            e.Property(p => p.UserId).HasColumnName("account_id");
            e.OwnsOne(p => p.Data, d =>
            {
                d.Property(x => x.Name).HasColumnName("name").HasMaxLength(Passkey.NameMaxLength);
                d.Property(x => x.PublicKey).HasColumnName("public_key");
                d.Property(x => x.CreatedAt).HasColumnName("created_at");
                d.Property(x => x.SignCount).HasColumnName("sign_count").HasConversion<long>();
                d.Property(x => x.Transports).HasColumnName("transports");
                d.Property(x => x.IsUserVerified).HasColumnName("is_user_verified");
                d.Property(x => x.IsBackupEligible).HasColumnName("is_backup_eligible");
                d.Property(x => x.IsBackedUp).HasColumnName("is_backed_up");
                d.Property(x => x.AttestationObject).HasColumnName("attestation_object");
                d.Property(x => x.ClientDataJson).HasColumnName("client_data_json");
            });
            e.Navigation(p => p.Data).IsRequired();
        });
        modelBuilder.Entity<Tenant>(e => { e.ToTable("tenant"); e.Property(t => t.Slug).HasMaxLength(Tenant.SlugMaxLength); });
        modelBuilder.Entity<Membership>().ToTable("membership").HasOne<Account>().WithMany().HasForeignKey(m => m.AccountId);
        modelBuilder.Entity<Membership>().HasOne<Tenant>().WithMany().HasForeignKey(m => m.TenantId);
        modelBuilder.Entity<Invitation>().HasOne<Tenant>().WithMany().HasForeignKey(i => i.TenantId);
        modelBuilder.Entity<ApiClient>().HasOne<Tenant>().WithMany().HasForeignKey(c => c.TenantId);
        modelBuilder.Entity<OutboxMail>().HasOne<Tenant>().WithMany().HasForeignKey(m => m.TenantId);
        modelBuilder.Entity<Invitation>(e => { e.ToTable("invitation"); e.Ignore(i => i.Label); });
        modelBuilder.Entity<ApiClient>(e => { e.ToTable("api_client"); e.Ignore(c => c.Label); e.Property(c => c.Name).HasMaxLength(ApiClient.NameMaxLength); });
        modelBuilder.Entity<OperatorEntry>(e => { e.ToTable("operator_entry"); e.Ignore(x => x.Label); e.Property(x => x.Reason).HasMaxLength(OperatorEntry.ReasonMaxLength); e.HasOne<Tenant>().WithMany().HasForeignKey(x => x.TenantId); e.HasOne<Account>().WithMany().HasForeignKey(x => x.AccountId); });
        modelBuilder.Entity<Session>(e => { e.ToTable("session"); e.HasOne<Account>().WithMany().HasForeignKey(s => s.AccountId); e.Property(s => s.Browser).HasMaxLength(Session.BrowserMaxLength); });
        modelBuilder.Entity<OutboxMail>().ToTable("outbox_mail");
        modelBuilder.Entity<PlatformSetting>(e => { e.ToTable("setting"); e.HasKey(s => s.Key); });
        modelBuilder.Entity<AnnexAControl>(e => { e.ToTable("annex_a_control"); e.Property(c => c.Theme).HasConversion<string>(); e.Property(c => c.Nature).HasConversion<string>(); });
        modelBuilder.Entity<StarterThreat>(e => { e.ToTable("starter_threat"); e.Property(t => t.Category).HasConversion<string>(); });
        modelBuilder.Entity<StarterVulnerability>(e => { e.ToTable("starter_vulnerability"); e.Property(v => v.Category).HasConversion<string>(); });
        foreach (var id in modelBuilder.Model.GetEntityTypes().Select(t => t.FindProperty("Id")).Where(p => p?.ClrType == typeof(Guid)))
        {
            id!.ValueGenerated = Microsoft.EntityFrameworkCore.Metadata.ValueGenerated.Never;
        }
    }
}
