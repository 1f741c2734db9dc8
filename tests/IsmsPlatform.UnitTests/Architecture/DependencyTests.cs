using System.Reflection;
using System.Text.RegularExpressions;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Domain.Shared;

namespace IsmsPlatform.UnitTests.Architecture;

/// <summary>Who may know whom (architecture, section 1). Each rule is a function, so that a guilty example can be shown to it.</summary>
public sealed class DependencyTests
{
    [Fact]
    public void The_domain_knows_nothing_but_the_base_class_library()
        => ForeignToDomain(typeof(Result).Assembly.GetReferencedAssemblies().Select(a => a.Name!)).ShouldBeEmpty();

    [Fact]
    public void A_package_in_the_domain_would_be_seen()
        => ForeignToDomain(["System.Runtime", "Microsoft.EntityFrameworkCore"]).ShouldBe(["Microsoft.EntityFrameworkCore"]);

    [Fact]
    public void The_application_knows_neither_web_nor_jobs_nor_infrastructure()
        => ForeignToApplication(typeof(IsmsDbContext).Assembly.GetReferencedAssemblies().Select(a => a.Name!)).ShouldBeEmpty();

    [Fact]
    public void Web_or_jobs_in_the_application_would_be_seen()
        => ForeignToApplication(["Hangfire.Core", "Microsoft.AspNetCore.Http", "IsmsPlatform.Infrastructure", "Mediator"]).Count().ShouldBe(3);

    [Fact]
    public void Features_know_the_infrastructure_only_through_messages()
        => Sources.Of(".cs", ".cshtml").Where(f => Regex.IsMatch(f.Path, "^IsmsPlatform.Web/(Features|Http|Ui)/", RegexOptions.None, TimeSpan.FromSeconds(1)))
            .Where(f => ReachesIntoInfrastructure(f.Text)).Select(f => f.Path).ShouldBeEmpty();

    [Fact]
    public void A_feature_reaches_into_no_other_feature()
        => Sources.Of(".cs", ".cshtml").Where(f => f.Path.StartsWith("IsmsPlatform.Web/Features/", StringComparison.Ordinal))
            .SelectMany(f => OtherFeatures(f.Path.Split('/')[2], f.Text).Select(o => $"{f.Path} → {o}")).ShouldBeEmpty();

    [Fact]
    public void Reaching_over_would_be_seen()
    {
        ReachesIntoInfrastructure("using IsmsPlatform.Infrastructure.Mail;").ShouldBeTrue();
        OtherFeatures("Assets", "using IsmsPlatform.Web.Features.People;").ShouldBe(["People"]);
        OtherFeatures("Assets", "namespace IsmsPlatform.Web.Features.Assets;").ShouldBeEmpty();
    }

    [Fact]
    public void Npgsqls_own_connections_stay_in_the_infrastructure()
        => Sources.Of(".cs").Where(f => f.Path.StartsWith("IsmsPlatform.Application/", StringComparison.Ordinal))
            .Where(f => Regex.IsMatch(f.Text, @"\bNpgsql(Connection|Command|DataSource|Batch)\b", RegexOptions.None, TimeSpan.FromSeconds(1))).Select(f => f.Path).ShouldBeEmpty();

    [Fact]
    public void Domain_types_are_sealed_and_change_through_their_methods()
        => typeof(Result).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(Entity)))
            .SelectMany(t => t.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.SetMethod?.IsPublic == true).Select(p => $"{t.Name}.{p.Name}").Concat(t.IsSealed || t.IsAbstract ? [] : [t.Name]))
            .ShouldBeEmpty();

    private static IEnumerable<string> ForeignToDomain(IEnumerable<string> references)
        => references.Where(r => !r.StartsWith("System", StringComparison.Ordinal) && r is not ("netstandard" or "mscorlib" or "Microsoft.CSharp"));

    private static IEnumerable<string> ForeignToApplication(IEnumerable<string> references)
        => references.Where(r => r.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal) || r.StartsWith("Hangfire", StringComparison.Ordinal) || r is "IsmsPlatform.Infrastructure" or "IsmsPlatform.Web");

    private static bool ReachesIntoInfrastructure(string text) => text.Contains("IsmsPlatform.Infrastructure", StringComparison.Ordinal) || Regex.IsMatch(text, @"(?<![\w.])Infrastructure\.", RegexOptions.None, TimeSpan.FromSeconds(1));

    private static IEnumerable<string> OtherFeatures(string own, string text)
        => Regex.Matches(text, @"IsmsPlatform\.Web\.Features\.(\w+)", RegexOptions.None, TimeSpan.FromSeconds(1)).Select(m => m.Groups[1].Value).Where(f => f != own && f != "Shared").Distinct(StringComparer.Ordinal);
}
