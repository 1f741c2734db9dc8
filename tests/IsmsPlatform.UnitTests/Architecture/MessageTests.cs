using System.Reflection;
using System.Text.RegularExpressions;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.People;
using IsmsPlatform.Domain.Shared;
using Mediator;

namespace IsmsPlatform.UnitTests.Architecture;

/// <summary>What every use case keeps to (architecture, section 2).</summary>
public sealed class MessageTests
{
    private static readonly IReadOnlyList<Type> Messages = [.. typeof(IsmsDbContext).Assembly.GetTypes().Where(t => t is { IsAbstract: false } && typeof(IMessage).IsAssignableFrom(t))];

    [Fact]
    public void There_are_messages() => Messages.Count.ShouldBeGreaterThan(30);

    [Fact]
    public void Every_message_says_who_may_send_it() => WithoutAccess(Messages).ShouldBeEmpty();

    [Fact]
    public void Silence_about_access_would_be_seen() => WithoutAccess([typeof(Guilty)]).ShouldBe([nameof(Guilty)]);

    [Fact]
    public void Every_message_answers_with_a_result()
        => Messages.Where(m => !m.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericArguments() is [var answer] && answer.GetInterfaces().Any(r => r.IsGenericType && r.GetGenericTypeDefinition() == typeof(IResult<>)))).Select(m => m.Name).ShouldBeEmpty();

    [Fact]
    public void Named_permissions_exist_and_some_role_holds_each()
    {
        Messages.SelectMany(m => m.GetCustomAttribute<RequirePermissionAttribute>()?.AnyOf ?? []).Except(Permissions.All).ShouldBeEmpty();
        Permissions.All.Except(Permissions.Of(Enum.GetValues<Role>())).ShouldBeEmpty();
    }

    [Fact]
    public void An_administrator_alone_sees_nothing_of_the_isms()
        => Permissions.Of([Role.TenantAdmin]).Intersect([Permissions.AssetsView, Permissions.AssetsEdit, Permissions.DashboardView]).ShouldBeEmpty();

    [Fact]
    public void Auditors_change_nothing()
        => Permissions.Of([Role.InternalAuditor, Role.ExternalAuditor]).Where(p => Regex.IsMatch(p, "edit|manage|assign|define|revoke|write", RegexOptions.None, TimeSpan.FromSeconds(1))).ShouldBeEmpty();

    [Fact]
    public void Who_looks_at_the_past_can_send_no_command()
        => Messages.Where(m => typeof(IBaseCommand).IsAssignableFrom(m)).Where(m => m.GetCustomAttribute<RequirePermissionAttribute>() is { } needed && Permissions.Reading(needed.AnyOf).Count > 0).Select(m => m.Name).ShouldBeEmpty();

    [Fact]
    public void Reading_permissions_are_told_by_their_name()
        => Permissions.Reading([Permissions.AssetsView, Permissions.AssetsEdit, Permissions.AssetsEditOwn, Permissions.PeopleNames, Permissions.RolesAssign]).ShouldBe([Permissions.AssetsView, Permissions.PeopleNames], ignoreOrder: true);

    [Fact]
    public void Handlers_neither_save_nor_catch_nor_begin_transactions()
        => Sources.Of(".cs").Where(f => f.Path.StartsWith("IsmsPlatform.Application/", StringComparison.Ordinal) && !f.Path.StartsWith("IsmsPlatform.Application/Shared/", StringComparison.Ordinal))
            .SelectMany(f => Ceremony(f.Text).Select(c => $"{f.Path}: {c}")).ShouldBeEmpty();

    [Fact]
    public void Ceremony_in_a_handler_would_be_seen() => Ceremony("await db.SaveChangesAsync(ct); BeginTransaction()").Count().ShouldBe(2);

    private static IEnumerable<string> WithoutAccess(IEnumerable<Type> messages)
        => messages.Where(m => m.GetCustomAttribute<AccessAttribute>() is null).Select(m => m.Name);

    private static IEnumerable<string> Ceremony(string text)
        => Regex.Matches(text, @"SaveChanges(Async)?\(|BeginTransaction(Async)?\(|\.ExecuteSqlRaw", RegexOptions.None, TimeSpan.FromSeconds(1)).Select(m => m.Value);

    private sealed record Guilty : IMessage;
}
