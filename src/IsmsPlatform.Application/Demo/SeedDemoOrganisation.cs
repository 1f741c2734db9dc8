using System.Text;
using IsmsPlatform.Application.Accounts;
using IsmsPlatform.Application.Approvals;
using IsmsPlatform.Application.Controls;
using IsmsPlatform.Application.Methodologies;
using IsmsPlatform.Application.Notifications;
using IsmsPlatform.Application.People;
using IsmsPlatform.Application.Processes;
using IsmsPlatform.Application.Scope;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Memory;
using IsmsPlatform.Application.Shared.Files;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Application.Tasks;
using IsmsPlatform.Application.Threats;
using IsmsPlatform.Application.Views;
using IsmsPlatform.Domain.Approvals;
using IsmsPlatform.Domain.Assets;
using IsmsPlatform.Domain.Comments;
using IsmsPlatform.Domain.Context;
using IsmsPlatform.Domain.Evidence;
using IsmsPlatform.Domain.InterestedParties;
using IsmsPlatform.Domain.Methodologies;
using IsmsPlatform.Domain.Organisation;
using IsmsPlatform.Domain.People;
using IsmsPlatform.Domain.Processes;
using IsmsPlatform.Domain.Responsibilities;
using IsmsPlatform.Domain.Scope;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Domain.Tasks;
using Mediator;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Demo;

/// <summary>Enters a whole fictional organisation in one transaction, as its ISMS manager would; once, however often it is asked.</summary>
[SystemOnly(tenant: false)]
public sealed record SeedDemoOrganisation(Guid TenantId, DemoOrganisation Demo, string Password) : ICommand<Result>, IFoundsTenant;

public sealed class SeedDemoOrganisationHandler(PlatformDb platform, IsmsDbContext isms, UserManager<Account> accounts, CodeSequence codes, ApprovalDesk approvals, FileIntake intake, StandardSet standard, StarterCatalogue starter, AnnexA annex, Texts t, RequestScope scope, TimeProvider clock)
    : ICommandHandler<SeedDemoOrganisation, Result>
{
    public async ValueTask<Result> Handle(SeedDemoOrganisation command, CancellationToken cancellationToken)
    {
        var demo = command.Demo;
        if (await platform.Tenants.AnyAsync(t => t.Slug == demo.Slug, cancellationToken)) { return Result.Success; }
        var manager = await AccountOfAsync(demo.People[0], command.Password, demo.Organisation.TimeZone);
        scope.SignIn(scope.Actor with { Kind = ActorKind.User, Id = manager.Id, Name = manager.Name });
        EnterProfile(command);
        var ids = EnterPlaces(demo);
        await EnterPeopleAsync(command, ids);
        var assets = await EnterAssetsAsync(demo, ids, cancellationToken);
        await EnterEvidenceAsync(demo, ids, assets, cancellationToken);
        await EnterWorkAsync(demo, ids, assets, cancellationToken);
        await EnterProcessesAsync(demo, ids, cancellationToken);
        EnterResponsibilities(demo, ids);
        EnterConflict(demo, ids);
        EnterOwnRole(demo, ids);
        EnterViews(demo, ids);
        await new DemoContextEntry(isms, codes, ids.People, scope.Today(clock)).EnterAsync(demo.Context, cancellationToken);
        await EnterScopeAsync(demo, ids, assets, cancellationToken);
        await new DemoThreatsEntry(isms, starter, codes).EnterAsync(demo.Threats, cancellationToken);
        await new DemoControlsEntry(isms, annex, codes, scope.Today(clock), clock.GetUtcNow()).EnterAsync(demo.Controls, ids.People, ids.Units, ids.Locations, assets, cancellationToken);
        var (register, evaluator) = (new DemoRisksEntry(isms, codes, clock), ids.People[demo.People[0].Email]);
        var firstTime = await new DemoAssessmentsEntry(isms, codes, scope.Today(clock)).EnterAsync(demo.Assessments, ids.People, ids.Units, ids.Locations, assets, cancellationToken);
        await register.EnterAsync(demo.Risks, demo.LossTolerance, firstTime, ids.People, assets, evaluator, manager.Id, scope.Today(clock), cancellationToken);
        await new DemoTreatmentEntry(isms, codes, scope.Today(clock)).EnterAsync(demo.Treatment, ids.People, evaluator, cancellationToken);
        register.Aim(demo.Risks, firstTime, evaluator, scope.Today(clock));
        return Result.Success;
    }

    private void EnterProfile(SeedDemoOrganisation command)
    {
        var p = command.Demo.Organisation;
        var profile = OrganisationProfile.Found(command.TenantId, new OrganisationDetails(p.LegalName, p.Country, p.TimeZone, "en-GB", p.Currency, p.TradeName, p.RegistrationNo, p.Sector, p.FiscalYearStart, p.EmployeeCountBand)).Value;
        profile.Activate();
        isms.Organisations.Add(profile);
        isms.SignInPolicies.Add(SignInPolicy.Default(profile.Id));
        platform.Tenants.Add(Tenant.Found(command.TenantId, command.Demo.Slug, profile.LegalName, p.TimeZone, clock.GetUtcNow()));
    }

    private sealed record Ids(Dictionary<string, Guid> People, Dictionary<string, Guid> Units, Dictionary<string, Guid> Locations);

    private Ids EnterPlaces(DemoOrganisation demo)
    {
        var people = demo.People.ToDictionary(p => p.Email, _ => Guid.CreateVersion7(), StringComparer.Ordinal);
        var units = demo.Units.ToDictionary(u => u.Code, _ => Guid.CreateVersion7(), StringComparer.Ordinal);
        var parents = demo.Units.ToDictionary(u => units[u.Code], u => u.Parent is null ? (Guid?)null : units[u.Parent]);
        isms.Units.AddRange(demo.Units.Select(u => OrganisationalUnit.Create(units[u.Code], new UnitDetails(u.Code, u.Name, parents[units[u.Code]], u.Manager is null ? null : people[u.Manager]), parents).Value));
        var locations = demo.Locations.ToDictionary(l => l.Code, _ => Guid.CreateVersion7(), StringComparer.Ordinal);
        isms.Locations.AddRange(demo.Locations.Select(l => Location.Create(locations[l.Code], new LocationDetails(l.Code, l.Name, l.Kind, l.ZoneLevel, l.Address, l.Country, l.Hazards)).Value));
        return new Ids(people, units, locations);
    }

    private async Task EnterPeopleAsync(SeedDemoOrganisation command, Ids ids)
    {
        var today = scope.Today(clock);
        foreach (var p in command.Demo.People)
        {
            var id = ids.People[p.Email];
            isms.People.Add(Person.Record(id, new PersonDetails(p.Name, p.Email, p.Kind, p.EmployeeNo, p.JobTitle, ids.Units[p.Unit], p.Manager is null ? null : ids.People[p.Manager], p.Location is null ? null : ids.Locations[p.Location], p.HiredOn)).Value);
            foreach (var role in p.Roles)
            {
                var assignment = RoleAssignment.Assign(Guid.CreateVersion7(), id, role, today, p.RoleMonths is { } months ? today.AddMonths(months) : null, ids.People[command.Demo.People[0].Email]).Value;
                assignment.Accept(today);
                isms.RoleAssignments.Add(assignment);
            }
            if (!p.SignIn) { continue; }
            var account = await AccountOfAsync(p, command.Password, command.Demo.Organisation.TimeZone);
            platform.Memberships.Add(Membership.Admit(command.TenantId, account.Id, id, p.Name, clock.GetUtcNow()));
        }
    }

    // Taken with a reason that auditors read; the second role waits for its holder to accept it.
    private void EnterConflict(DemoOrganisation demo, Ids ids)
    {
        var (c, today, manager) = (demo.Conflict, scope.Today(clock), ids.People[demo.People[0].Email]);
        var first = RoleAssignment.Assign(Guid.CreateVersion7(), ids.People[c.Who], c.First, today, null, manager, ids.Units[c.Unit]).Value;
        first.Accept(today);
        isms.RoleAssignments.AddRange(first, RoleAssignment.Assign(Guid.CreateVersion7(), ids.People[c.Who], c.Second, today, null, manager, conflictReason: c.Reason).Value);
    }

    private void EnterOwnRole(DemoOrganisation demo, Ids ids)
    {
        var (r, today) = (demo.OwnRole, scope.Today(clock));
        var role = CustomRole.Define(Guid.CreateVersion7(), r.Name, r.Purpose, r.Permissions).Value;
        var held = RoleAssignment.Assign(Guid.CreateVersion7(), ids.People[r.Holder], RoleKey.Own(role.Id), today, null, ids.People[demo.People[0].Email]).Value;
        held.Accept(today);
        isms.CustomRoles.Add(role);
        isms.RoleAssignments.Add(held);
    }

    private async Task<Dictionary<string, Guid>> EnterAssetsAsync(DemoOrganisation demo, Ids known, CancellationToken cancellationToken)
    {
        var today = scope.Today(clock);
        var ids = demo.Assets.ToDictionary(a => a.Key, _ => Guid.CreateVersion7(), StringComparer.Ordinal);
        var drawn = new Queue<string>(await codes.NextAsync(Asset.CodePrefix, demo.Assets.Count(a => a.Status != AssetStatus.Draft), cancellationToken));
        foreach (var a in demo.Assets)
        {
            var asset = Asset.Register(ids[a.Key], new AssetDetails(a.Name, a.Type, a.Classification, a.Description, a.Owner is null ? null : known.People[a.Owner], a.Custodian is null ? null : known.People[a.Custodian],
                a.Unit is null ? null : known.Units[a.Unit], a.Location is null ? null : known.Locations[a.Location], a.PersonalData, a.C, a.I, a.A, a.RtoHours, a.RpoHours, a.AcquiredOn, a.EndOfSupportOn, null), today);
            if (a.Status != AssetStatus.Draft) { Require(asset.Accept(ownerIsActive: true, drawn.Dequeue(), today), a.Key); }
            // A review that is due already cannot be entered by accepting; the register shows overdue ones nevertheless.
            isms.Assets.Add(asset).Property(x => x.NextReviewOn).CurrentValue = a.NextReviewOn ?? asset.NextReviewOn;
            if (a.Status == AssetStatus.UnderReview) { Require(asset.StartReview(), a.Key); }
            if (a.Status == AssetStatus.Retired) { Require(asset.Retire(hasActiveDependants: false, confirmed: true, a.DisposalRecord, today), a.Key); }
        }
        var dependencies = demo.Assets.SelectMany(a => (a.Needs ?? []).Select(n => AssetDependency.Between(Guid.CreateVersion7(), ids[a.Key], ids[n.Key], new InheritanceModes(n.C, n.I, n.A), n.Reason).Value)).ToList();
        isms.AssetDependencies.AddRange(dependencies);
        isms.Comments.AddRange(demo.Comments.Select(c => Comment.Write(Guid.CreateVersion7(), nameof(Asset), ids[c.Asset], known.People[c.By], c.Text, clock.GetUtcNow().AddDays(-c.DaysAgo))));
        var effective = ProtectionNeeds.Of(
            [.. isms.Assets.Local.Select(a => new ValuedAsset(a.Id, a.Own, a.Status == AssetStatus.Retired))],
            [.. dependencies.Select(d => new DependencyLink(d.UpperId, d.LowerId, d.Modes))]);
        foreach (var asset in isms.ChangeTracker.Entries<Asset>())
        {
            var need = effective[asset.Entity.Id];
            asset.Property(a => a.EffectiveConfidentiality).CurrentValue = need.Confidentiality;
            asset.Property(a => a.EffectiveIntegrity).CurrentValue = need.Integrity;
            asset.Property(a => a.EffectiveAvailability).CurrentValue = need.Availability;
        }
        return ids;
    }

    private async Task EnterEvidenceAsync(DemoOrganisation demo, Ids known, Dictionary<string, Guid> assets, CancellationToken cancellationToken)
    {
        var (now, today) = (clock.GetUtcNow(), scope.Today(clock));
        foreach (var e in demo.Evidence)
        {
            var file = e.FileName is null ? null : (await intake.TakeAsync(e.FileName, new MemoryStream(Encoding.UTF8.GetBytes(e.Content)), cancellationToken)).Value;
            var collected = today.AddDays(-e.DaysAgo);
            var item = EvidenceItem.Collect(Guid.CreateVersion7(), new EvidenceDetails(e.Title, e.Kind, Url: e.Content, Text: e.Content, File: file, CollectedOn: collected, ValidUntil: e.ValidFor is { } days ? collected.AddDays(days) : null), known.People[e.By], supersedes: null, today, now).Value;
            isms.Evidence.Add(item);
            isms.EvidenceLinks.Add(EvidenceLink.Between(Guid.CreateVersion7(), item.Id, nameof(Asset), assets[e.Asset], now));
        }
    }

    private async Task EnterWorkAsync(DemoOrganisation demo, Ids known, Dictionary<string, Guid> assets, CancellationToken cancellationToken)
    {
        var (now, today) = (clock.GetUtcNow(), scope.Today(clock));
        isms.ReviewCycles.Add(ReviewCycle.Default(Guid.CreateVersion7(), nameof(Asset)));
        foreach (var d in demo.Tasks)
        {
            var (assignee, due) = (known.People[d.For], today.AddDays(d.DueIn));
            var task = WorkTask.Ask(Guid.CreateVersion7(), d.Title, assignee, due, d.About is null ? null : (nameof(Asset), assets[d.About]), known.People[d.By], now);
            isms.WorkTasks.Add(task);
            isms.Notifications.Add(Notification.To(assignee, NotificationKind.TaskAssigned, task.SubjectType ?? nameof(WorkTask), task.SubjectId ?? task.Id, d.Title, demo.People.Single(p => p.Email == d.By).Name, now));
            if (d.DueIn < 0) { isms.TaskReminders.Add(TaskReminder.Of(Guid.CreateVersion7(), task.Id, ReminderKind.Due, due, assignee, due)); }
        }
        var management = demo.People.First(p => p.Roles.Contains(Role.TopManagement));
        var waiver = ApprovalWaiver.Grant(Guid.CreateVersion7(), demo.Waiver, known.People[management.Email], now);
        waiver.End(known.People[management.Email], now);
        isms.ApprovalWaivers.Add(waiver);
        EnterMethodology(demo.Methodology, known.People[demo.People[0].Email], known.People[management.Email]);
        var manager = known.People[demo.People[0].Email];
        var proposed = RoleAssignment.Propose(Guid.CreateVersion7(), known.People[demo.ProposedManager], Role.IsmsManager, today, null, manager).Value;
        isms.RoleAssignments.Add(proposed);
        await approvals.RequestAsync(new ApprovalRequest(nameof(RoleAssignment), proposed.Id, 1, t["{0} as ISMS manager", demo.People.Single(p => p.Email == demo.ProposedManager).Name], AppointmentOfManager.Content(proposed), manager), cancellationToken);
    }

    // Version 1 is in force, approved by top management; the manager works on the next one.
    private void EnterMethodology(DemoMethodology demo, Guid manager, Guid management)
    {
        var (now, today) = (clock.GetUtcNow(), scope.Today(clock));
        var version = RiskMethodology.Draft(Guid.CreateVersion7(), 1, demo.Appetite, MethodologyPresets.Of(demo.Start), manager);
        version.Submit();
        var approval = Approval.Request(Guid.CreateVersion7(), nameof(RiskMethodology), version.Id, 1, MethodologyStory.Title(version, t), MethodologyApproval.Content(version), manager, manager, now);
        approval.Approve(new Decider(management, nameof(Role.TopManagement), OwnWorkIsWaived: false), approval.Content, demo.Comment, now);
        version.Approve(today);
        isms.RiskMethodologies.AddRange(version, RiskMethodology.Draft(Guid.CreateVersion7(), 2, demo.NextAppetite, MethodologyPresets.Of(demo.Start), manager));
        isms.Approvals.Add(approval);
    }

    private async Task EnterProcessesAsync(DemoOrganisation demo, Ids known, CancellationToken cancellationToken)
    {
        var (own, today) = (demo.Processes.Own, scope.Today(clock));
        await standard.AddAsync(StandardProcesses.All, cancellationToken, key => demo.Processes.Owners.TryGetValue(key, out var owner) ? known.People[owner] : null);
        var process = IsmsProcess.Describe(Guid.CreateVersion7(), await codes.NextAsync(IsmsProcess.CodePrefix, cancellationToken), new ProcessDetails(own.Name, null, own.Purpose, known.People[own.Owner], own.Inputs, own.Outputs, own.Criteria), today).Value;
        // A review that is due already cannot be planned; the list shows overdue ones nevertheless.
        isms.Processes.Add(process).Property(p => p.NextReviewOn).CurrentValue = today.AddDays(own.ReviewInDays);
    }

    // Drafted by the ISMS manager and submitted; ApproveDemoScope is top management.
    private async Task EnterScopeAsync(DemoOrganisation demo, Ids known, Dictionary<string, Guid> assets, CancellationToken cancellationToken)
    {
        var (d, today) = (demo.Scope, scope.Today(clock));
        var draft = ScopeStatement.Draft(Guid.CreateVersion7(), 1, known.People[demo.People[0].Email], like: null);
        Require(draft.Change(d.Statement, today, today.AddMonths(ReviewCycle.DefaultMonths)), "scope");
        Require(draft.Submit(), "scope");
        ScopeItem Inside(ScopeTarget target, string name, bool critical = false) => ScopeItem.State(Guid.CreateVersion7(), draft.Id, target, name, included: true, critical: critical);
        var types = isms.Assets.Local.ToDictionary(a => a.Id, a => a.Type);
        List<ScopeItem> items =
        [
            .. demo.Units.Where(u => u.Parent is null).Select(u => Inside(new ScopeTarget(ScopeItemKind.Unit, known.Units[u.Code]), u.Name)),
            .. demo.Locations.Select(l => d.Outside.TryGetValue(l.Code, out var why) ? ScopeItem.State(Guid.CreateVersion7(), draft.Id, new ScopeTarget(ScopeItemKind.Location, known.Locations[l.Code]), l.Name, included: false, why) : Inside(new ScopeTarget(ScopeItemKind.Location, known.Locations[l.Code]), l.Name)),
            .. isms.Processes.Local.Select(p => Inside(new ScopeTarget(ScopeItemKind.Process, p.Id), p.Name)),
            .. d.Critical.Concat(d.Systems).Select(key => Inside(ScopeTarget.OfAsset(assets[key], types[assets[key]]), demo.Assets.Single(a => a.Key == key).Name, d.Critical.Contains(key, StringComparer.Ordinal))),
        ];
        List<ScopeInterface> interfaces = [.. d.Interfaces.Select((i, position) => ScopeInterface.Between(Guid.CreateVersion7(), draft.Id, position, i.With, i.What, i.Direction, i.Agreement))];
        ScopeCitation Cite(ScopeBasis basis, Guid id, string name) => ScopeCitation.Of(Guid.CreateVersion7(), draft.Id, basis, id, name);
        var parties = isms.InterestedParties.Local.ToDictionary(p => p.Id, p => p.Name);
        List<ScopeCitation> citations =
        [
            .. isms.BusinessObjectives.Local.Select(o => Cite(ScopeBasis.Objective, o.Id, o.Title)),
            .. isms.LegalRequirements.Local.Select(l => Cite(ScopeBasis.LegalRequirement, l.Id, l.Title)),
            .. isms.ContextIssues.Local.Where(i => i.Status == IssueStatus.Active).Select(i => Cite(ScopeBasis.Issue, i.Id, i.Title)),
            .. isms.PartyRequirements.Local.Where(r => r.AddressedByIsms == Addressed.Yes).Select(r => Cite(ScopeBasis.Requirement, r.Id, parties[r.PartyId] + ": " + r.Text)),
        ];
        isms.ScopeStatements.Add(draft);
        isms.ScopeItems.AddRange(items);
        isms.ScopeInterfaces.AddRange(interfaces);
        isms.ScopeCitations.AddRange(citations);
        await approvals.RequestAsync(new ApprovalRequest(nameof(ScopeStatement), draft.Id, 1, t["Scope of the ISMS, version {0}", draft.VersionNo], new ScopeParts(items, interfaces, citations).ContentOf(draft), draft.OwnerId), cancellationToken);
    }

    private void EnterResponsibilities(DemoOrganisation demo, Ids known)
    {
        var subjects = RaciStarter.All().ToList();
        isms.RaciSubjects.AddRange(subjects);
        var own = RaciSubject.Add(Guid.CreateVersion7(), demo.Responsibility, null, subjects.Count + 1);
        isms.RaciSubjects.Add(own);
        foreach (var (clause, parts) in demo.Raci)
        {
            var subject = subjects.FirstOrDefault(s => s.Clause == clause) ?? own;
            List<RaciEntry> entries = [];
            foreach (var (letter, who) in parts.SelectMany(p => p.Value.Select(w => (p.Key, w))))
            {
                var role = Enum.TryParse<Role>(who, out var named) ? named : (Role?)null;
                entries.Add(RaciEntry.Name(Guid.CreateVersion7(), subject.Id, letter, role is null ? known.People[who] : null, role, isActive: true, entries).Value);
            }
            isms.RaciEntries.AddRange(entries);
        }
    }

    private void EnterViews(DemoOrganisation demo, Ids known)
    {
        foreach (var v in demo.Views)
        {
            var view = SavedView.Save(Guid.CreateVersion7(), v.List, ViewLists.Of(v.List)!.Kept(v.Query), known.People[v.By], v.Name, v.Shared, v.Pinned);
            isms.SavedViews.Add(view);
            if (v.Default is not null) { isms.DefaultViews.Add(DefaultView.Of(Guid.CreateVersion7(), known.People[v.Default], view)); }
        }
    }

    private async Task<Account> AccountOfAsync(DemoPerson person, string password, string timeZone)
    {
        if (await accounts.FindByEmailAsync(person.Email) is { } known) { return known; }
        var made = await accounts.Register(person.Name, person.Email, password, timeZone);
        made.Value.EmailConfirmed = true;
        await accounts.UpdateAsync(made.Value);
        return made.Value;
    }

    private static void Require(Result result, string key)
    {
        if (result.Error is { } error) { throw new InvalidOperationException($"Demo asset {key}: {error.Code}"); }
    }
}
