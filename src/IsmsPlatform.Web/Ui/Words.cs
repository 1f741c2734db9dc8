using IsmsPlatform.Application.Shared.Memory;
using System.Globalization;
using System.Text.Json;
using IsmsPlatform.Application.Applicability;
using IsmsPlatform.Application.Methodologies;
using IsmsPlatform.Application.Onboarding;
using IsmsPlatform.Application.Accounts;
using IsmsPlatform.Application.Assets;
using IsmsPlatform.Application.Assets.Import;
using IsmsPlatform.Application.Controls;
using IsmsPlatform.Application.Notifications;
using IsmsPlatform.Application.RiskAssessments;
using IsmsPlatform.Application.People;
using IsmsPlatform.Application.Risks;
using IsmsPlatform.Application.People.Leaving;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Application.Scope;
using IsmsPlatform.Application.Tasks;
using IsmsPlatform.Domain.Acceptance;
using IsmsPlatform.Domain.Applicability;
using IsmsPlatform.Domain.Approvals;
using IsmsPlatform.Domain.Assets;
using IsmsPlatform.Domain.BusinessObjectives;
using IsmsPlatform.Domain.Context;
using IsmsPlatform.Domain.Controls;
using IsmsPlatform.Domain.Evidence;
using IsmsPlatform.Domain.InterestedParties;
using IsmsPlatform.Domain.LegalRequirements;
using IsmsPlatform.Domain.LossExposure;
using IsmsPlatform.Domain.Methodologies;
using IsmsPlatform.Domain.Organisation;
using IsmsPlatform.Domain.People;
using IsmsPlatform.Domain.Processes;
using IsmsPlatform.Domain.Responsibilities;
using IsmsPlatform.Domain.RiskAssessments;
using IsmsPlatform.Domain.Risks;
using IsmsPlatform.Domain.Scope;
using IsmsPlatform.Domain.Tasks;
using IsmsPlatform.Domain.Threats;
using IsmsPlatform.Domain.Treatment;

namespace IsmsPlatform.Web.Ui;

/// <summary>The words for values that the domain names: one place, so that a list, a form and an event say the same.</summary>
public sealed class Words(Texts t)
{
    /// <summary>Level of a need for protection; null is not valued.</summary>
    public string Level(int? level) => level switch
    {
        0 => t["None"],
        1 => t["Low"],
        2 => t["Medium"],
        3 => t["High"],
        4 => t["Very high"],
        _ => t["Not valued"],
    };

    public string Of(SecurityProperty property) => property switch
    {
        SecurityProperty.Confidentiality => t["Confidentiality"],
        SecurityProperty.Integrity => t["Integrity"],
        _ => t["Availability"],
    };

    public string Of(AssetColumn column) => column switch
    {
        AssetColumn.Code => t["Code"],
        AssetColumn.Name => t["Asset"],
        AssetColumn.Type => t["Type"],
        AssetColumn.Unit => t["Unit"],
        AssetColumn.Location => t["Location"],
        AssetColumn.Classification => t["Classification"],
        AssetColumn.PersonalData => t["Personal data"],
        AssetColumn.Need => t["Need"],
        AssetColumn.Criticality => t["Criticality"],
        AssetColumn.Status => t["Status"],
        AssetColumn.Owner => t["Owner"],
        AssetColumn.Review => t["Next review"],
        AssetColumn.Dependencies => t["Dependencies"],
        AssetColumn.Scope => t["Scope"],
        _ => t["Source"],
    };

    public string Of(PersonColumn column) => column switch
    {
        PersonColumn.Name => t["Name"],
        PersonColumn.Unit => t["Unit"],
        PersonColumn.Email => t["E-mail address"],
        PersonColumn.Manager => t["Manager"],
        PersonColumn.Location => t["Location"],
        PersonColumn.Kind => t["Kind"],
        PersonColumn.Scope => t["Scope"],
        _ => t["Status"],
    };

    public string Of(AssetType type) => type switch
    {
        AssetType.Information => t["Information"],
        AssetType.Process => t["Process"],
        AssetType.Service => t["Service"],
        AssetType.Application => t["Application"],
        AssetType.DataStore => t["Data store"],
        AssetType.Server => t["Server"],
        AssetType.Endpoint => t["Endpoint"],
        AssetType.Network => t["Network"],
        AssetType.CloudService => t["Cloud service"],
        AssetType.Media => t["Media"],
        AssetType.Location => t["Location"],
        AssetType.People => t["People"],
        AssetType.SupplierService => t["Supplier service"],
        _ => t["Paper"],
    };

    public string Of(Classification classification) => classification switch
    {
        Classification.Public => t["Public"],
        Classification.Internal => t["Internal"],
        Classification.Confidential => t["Confidential"],
        _ => t["Strictly confidential"],
    };

    public string Of(EvidenceKind kind) => kind switch
    {
        EvidenceKind.File => t["File"],
        EvidenceKind.Link => t["Link"],
        _ => t["Text"],
    };

    public string Of(AssetStatus status) => status switch
    {
        AssetStatus.Draft => t["Draft"],
        AssetStatus.Active => t["Active"],
        AssetStatus.UnderReview => t["Under review"],
        _ => t["Retired"],
    };

    public string Of(ImportField field) => field switch
    {
        ImportField.Name => t["Name"],
        ImportField.ExternalId => t["Id in the source"],
        ImportField.Type => t["Type"],
        ImportField.Description => t["Description"],
        ImportField.Owner => t["Owner"],
        ImportField.Custodian => t["Custodian"],
        ImportField.Unit => t["Unit"],
        ImportField.Location => t["Location"],
        ImportField.Classification => t["Classification"],
        ImportField.PersonalData => t["Personal data"],
        ImportField.Confidentiality => t["Confidentiality"],
        ImportField.Integrity => t["Integrity"],
        ImportField.Availability => t["Availability"],
        ImportField.RtoHours => t["Recovery time (hours)"],
        ImportField.RpoHours => t["Recovery point (hours)"],
        ImportField.AcquiredOn => t["Acquired on"],
        ImportField.EndOfSupportOn => t["End of support"],
        ImportField.NextReviewOn => t["Next review"],
        _ => t["Needs (names or ids of other assets)"],
    };

    public string Of(RowFate fate) => fate switch
    {
        RowFate.New => t["New"],
        RowFate.Changed => t["Changed"],
        RowFate.Unchanged => t["Unchanged"],
        RowFate.Retired => t["Retired: stays as it is"],
        _ => t["Faulty"],
    };

    public string Of(InheritanceMode mode) => mode switch
    {
        InheritanceMode.Max => t["Max: all of it"],
        InheritanceMode.None => t["None: nothing"],
        InheritanceMode.Cumulate => t["Cumulate: one more"],
        _ => t["Distribute: one less"],
    };

    public string Of(Role role) => RoleNames.Of(role, t);

    /// <summary>What the organisation calls a role of its own; the word for one that every organisation has.</summary>
    public string Of(Role role, string? own) => own ?? Of(role);

    public string Of(HeldRole held) => Of(held.Role, held.Own);

    public string People(int count) => count == 0 ? t["nobody"] : t.Counted(count, "{0} person", "{0} people");

    public string Of(DutyConflict conflict) => conflict switch
    {
        DutyConflict.AuditsOwnWork => t["Auditors do not audit their own work."],
        DutyConflict.WatchesOwnDecisions => t["Whoever watches over data protection does not decide how data are processed."],
        _ => t["Whoever runs the ISMS does not review and approve it as top management, too."],
    };

    /// <summary>What people have who leave, as a heading.</summary>
    public string Of(OwnedKind kind) => kind switch
    {
        OwnedKind.Role => t["Roles"],
        OwnedKind.Responsibility => t["Responsibilities"],
        OwnedKind.Unit => t["Units headed"],
        OwnedKind.Report => t["People managed"],
        OwnedKind.Asset => t["Assets owned"],
        OwnedKind.Scope => t["Versions of the scope"],
        OwnedKind.Process => t["Processes owned"],
        OwnedKind.Custody => t["Assets taken care of"],
        OwnedKind.ContextIssue => t["Issues of the context"],
        OwnedKind.ClimateDetermination => t["Relevance of climate change"],
        OwnedKind.InterestedParty => t["Interested parties"],
        OwnedKind.Testing => t["Plans of tests"],
        OwnedKind.Test => t["Tests to perform"],
        OwnedKind.Risk => t["Risks"],
        OwnedKind.RiskAssessment => t["Risk assessments to lead"],
        OwnedKind.AssessmentParticipation => t["Parts in risk assessments"],
        OwnedKind.TreatmentPlan => t["Treatment plans"],
        OwnedKind.TreatmentAction => t["Actions of treatment plans"],
        OwnedKind.Control => t["Controls put into practice"],
        OwnedKind.Operation => t["Controls carried out"],
        OwnedKind.LegalRequirement => t["Legal requirements"],
        OwnedKind.BusinessObjective => t["Business objectives"],
        OwnedKind.ApiClient => t["API clients"],
        _ => t["Open tasks"],
    };

    public string Of(MethodologyState state) => state switch
    {
        MethodologyState.Draft => t["Draft"],
        MethodologyState.InReview => t["Waits for approval"],
        MethodologyState.InForce => t["In force"],
        MethodologyState.Superseded => t["Superseded"],
        _ => t["Given up"],
    };

    public static StatusKind Look(MethodologyState state) => state switch
    {
        MethodologyState.Draft => StatusKind.Draft,
        MethodologyState.InReview => StatusKind.Progress,
        MethodologyState.InForce => StatusKind.Good,
        _ => StatusKind.Neutral,
    };

    public string Of(MethodologyStart start) => start switch
    {
        MethodologyStart.InForce => t["The version in force"],
        MethodologyStart.ThreeByThree => t["Three levels: for small organisations that begin"],
        MethodologyStart.FourByFour => t["Four levels: without a comfortable middle"],
        _ => t["Five levels: likelihood times impact"],
    };

    /// <summary>The colours of levels of risk, from the calmest.</summary>
    public string Shade(int shade) => shade switch
    {
        1 => t["Pale teal"],
        2 => t["Teal"],
        3 => t["Yellow"],
        4 => t["Orange"],
        _ => t["Red"],
    };

    public string Of(ProcessStatus status) => status switch
    {
        ProcessStatus.Active => t["Active"],
        _ => t["Retired"],
    };

    public string Of(ScopeState state) => ScopeWords.Of(state, t);

    public string Of(InterfaceDirection direction) => ScopeWords.Of(direction, t);

    public string Of(ScopeItemKind kind) => ScopeWords.Of(kind, t);

    public string Of(ScopeEffectKind kind) => kind switch
    {
        ScopeEffectKind.People => t["People"],
        ScopeEffectKind.Assets => t["Assets"],
        ScopeEffectKind.Units => t["Units"],
        ScopeEffectKind.Locations => t["Locations"],
        _ => t["Processes"],
    };

    /// <summary>Whether something is inside the scope in force.</summary>
    public string Of(ScopeStand stand) => stand switch
    {
        ScopeStand.Inside => t["in scope"],
        ScopeStand.Outside => t["out of scope"],
        _ => t["not decided in the scope"],
    };

    public string InScope(bool inside) => inside ? t["in scope"] : t["out of scope"];

    /// <summary>The part of plan–do–check–act.</summary>
    public string Of(ProcessLane lane) => lane switch
    {
        ProcessLane.Plan => t["Plan"],
        ProcessLane.Do => t["Do"],
        ProcessLane.Check => t["Check"],
        _ => t["Act"],
    };

    public string Of(RaciLetter letter) => letter switch
    {
        RaciLetter.Accountable => t["Accountable"],
        RaciLetter.Responsible => t["Responsible"],
        RaciLetter.Consulted => t["Consulted"],
        _ => t["Informed"],
    };

    /// <summary>What the part means.</summary>
    public string Meaning(RaciLetter letter) => letter switch
    {
        RaciLetter.Accountable => t["answers for the result; exactly one"],
        RaciLetter.Responsible => t["does the work"],
        RaciLetter.Consulted => t["is asked before"],
        _ => t["is told after"],
    };

    public string Of(PersonKind kind) => kind switch
    {
        PersonKind.Employee => t["Employee"],
        PersonKind.Contractor => t["Contractor"],
        PersonKind.SupplierStaff => t["Supplier's staff"],
        PersonKind.ExternalAuditor => t["External auditor"],
        _ => t["Board"],
    };

    public string Of(PersonStatus status) => status switch
    {
        PersonStatus.Invited => t["Invited"],
        PersonStatus.Active => t["Active"],
        PersonStatus.Absent => t["Absent"],
        _ => t["Left"],
    };

    public string Of(LocationKind kind) => kind switch
    {
        LocationKind.Office => t["Office"],
        LocationKind.DataCentre => t["Data centre"],
        LocationKind.Home => t["Home"],
        LocationKind.CloudRegion => t["Cloud region"],
        LocationKind.Production => t["Production"],
        _ => t["Other"],
    };

    public string Of(ZoneLevel zone) => zone switch
    {
        ZoneLevel.Public => t["Public"],
        ZoneLevel.Office => t["Office"],
        ZoneLevel.Secure => t["Secure"],
        _ => t["Critical"],
    };

    public string Of(EmployeeCountBand band) => band switch
    {
        EmployeeCountBand.UpTo9 => t["up to 9"],
        EmployeeCountBand.From10To49 => t["10 to 49"],
        EmployeeCountBand.From50To249 => t["50 to 249"],
        EmployeeCountBand.From250To999 => t["250 to 999"],
        _ => t["1,000 and more"],
    };

    public string Of(OrganisationStatus status) => status switch
    {
        OrganisationStatus.Trial => t["Trial"],
        OrganisationStatus.Active => t["Active"],
        OrganisationStatus.Suspended => t["Suspended"],
        OrganisationStatus.Closing => t["Closing"],
        _ => t["Deleted"],
    };

    public string Of(RoleAssignmentStatus status) => status switch
    {
        RoleAssignmentStatus.Proposed => t["Proposed"],
        RoleAssignmentStatus.Effective => t["In force"],
        _ => t["Ended"],
    };

    public string Of(ApprovalDecision decision) => decision switch
    {
        ApprovalDecision.Open => t["Waits"],
        ApprovalDecision.Approved => t["Approved"],
        ApprovalDecision.Rejected => t["Rejected"],
        ApprovalDecision.Withdrawn => t["Withdrawn"],
        _ => t["Superseded"],
    };

    public static StatusKind Look(ApprovalDecision decision) => decision switch
    {
        ApprovalDecision.Open => StatusKind.Progress,
        ApprovalDecision.Approved => StatusKind.Good,
        ApprovalDecision.Rejected => StatusKind.Bad,
        _ => StatusKind.Neutral,
    };

    public string Of(WorkTaskStatus status) => status switch
    {
        WorkTaskStatus.Open => t["To do"],
        WorkTaskStatus.InProgress => t["Begun"],
        WorkTaskStatus.Done => t["Done"],
        _ => t["Cancelled"],
    };

    public static StatusKind Look(WorkTaskStatus status) => status switch
    {
        WorkTaskStatus.Open => StatusKind.Draft,
        WorkTaskStatus.InProgress => StatusKind.Progress,
        WorkTaskStatus.Done => StatusKind.Good,
        _ => StatusKind.Neutral,
    };

    /// <summary>What is to be done, with the name of the record that it is done to.</summary>
    public string Of(WorkTaskKind kind, string title) => t.Of(kind, title);

    public static string IconOf(WorkTaskKind kind) => kind switch
    {
        WorkTaskKind.AssetReview or WorkTaskKind.Review => "refresh", // icon
        WorkTaskKind.AssetAcceptance or WorkTaskKind.AcceptanceDecision or WorkTaskKind.AcceptanceEnding => "signature", // icon
        WorkTaskKind.ApprovalDecision => Icons.Approval,
        WorkTaskKind.ControlTest or WorkTaskKind.TestDecision => Icons.Test,
        WorkTaskKind.TreatmentAction or WorkTaskKind.TreatmentVerification or WorkTaskKind.TreatmentConsent => Icons.Treatment,
        WorkTaskKind.RiskAssessment or WorkTaskKind.AssessmentCompletion => Icons.Assessment,
        WorkTaskKind.RatingAgain => Icons.Risk,
        _ => Icons.Inbox,
    };

    public string Of(NotificationKind kind) => t.Of(kind);

    /// <summary>What a notification is about: a role by its name in the reader's language.</summary>
    public string About(NotificationGroup group) => group.SubjectType == nameof(RoleAssignment) ? OfStored("Role", group.Title) : group.Title;

    public static string IconOf(NotificationKind kind) => kind switch
    {
        NotificationKind.TaskAssigned or NotificationKind.TaskDone => Icons.Inbox,
        NotificationKind.RoleGiven or NotificationKind.RoleConfirmed or NotificationKind.RoleEnded or NotificationKind.OperatorEntered => Icons.Shield,
        _ => Icons.Approval,
    };

    /// <summary>A use case in the log, as its name says it: ChangeAsset → Change asset.</summary>
    public string OfAct(string useCase) => string.Concat(useCase.Select((c, i) => i > 0 && char.IsUpper(c) ? " " + char.ToLowerInvariant(c) : c.ToString()));

    public string OfSubject(string subjectType) => subjectType switch
    {
        nameof(RoleAssignment) => t["Appointment"],
        nameof(Asset) => t["Asset"],
        nameof(ContextIssue) => t["Issue of the context"],
        nameof(ClimateDetermination) => t["Relevance of climate change"],
        nameof(InterestedParty) => t["Interested party"],
        nameof(LegalRequirement) => t["Legal requirement"],
        nameof(BusinessObjective) => t["Business objective"],
        nameof(Person) => t["Person"],
        nameof(OrganisationalUnit) => t["Organisational unit"],
        nameof(Location) => t["Location"],
        nameof(IsmsProcess) => t["Process"],
        nameof(RiskMethodology) => t["Risk methodology"],
        nameof(ScopeStatement) => t["Scope"],
        nameof(SoaVersion) => t["Statement of Applicability"],
        nameof(Risk) => t["Risk"],
        nameof(RiskAcceptance) => t["Acceptance of a risk"],
        nameof(RiskAssessment) => t["Risk assessment"],
        nameof(TreatmentPlan) => t["Risk treatment plan"],
        nameof(TreatmentAction) => t["Action of a treatment plan"],
        nameof(LossRun) => t["Simulation of losses"],
        nameof(LossTolerance) => t["Loss tolerance"],
        nameof(Control) => t["Control"],
        nameof(ControlImplementation) => t["Implementation of a control"],
        nameof(ControlTest) => t["Test of a control"],
        nameof(Threat) => t["Threat"],
        nameof(Vulnerability) => t["Vulnerability"],
        nameof(EvidenceItem) => t["Evidence"],
        nameof(CustomRole) => t["Own role"],
        nameof(OperatorEntry) => t["the organisation"],
        nameof(AssetDependency) => t["Dependency of assets"],
        nameof(Approval) => t["Approval"],
        nameof(ApprovalWaiver) => t["Waiver"],
        nameof(WorkTask) => t["Task"],
        nameof(ReviewCycle) => t["Review cycle"],
        nameof(RaciSubject) => t["Responsibility"],
        nameof(OrganisationProfile) => t["Profile of the organisation"],
        nameof(SignInPolicy) => t["Rules of the sign-in"],
        nameof(Membership) => t["Account"],
        nameof(Invitation) => t["Invitation"],
        nameof(ApiClient) => t["API key"],
        AuditTrail.Import => t["Import"],
        // What is left has no page.
        _ => OfAct(subjectType),
    };

    /// <summary>What to do, and what that means.</summary>
    public (string Title, string About) Of(OnboardingStep step, int left) => step switch
    {
        OnboardingStep.Profile => (t["Describe the organisation"], t["Sector, size and time zone, two minutes"]),
        OnboardingStep.Issues => (t["Write down what bears on the ISMS"], t["Internal and external issues, the five most important ones"]),
        OnboardingStep.Climate => (t["Determine whether climate change is relevant"], t["Yes or no with a reason, five minutes"]),
        OnboardingStep.Parties => (t["Name the interested parties"], t["Who expects what, and whether the ISMS addresses it"]),
        OnboardingStep.LegalRegister => (t["Begin the legal register"], t["Laws and contracts that the organisation has to keep to"]),
        OnboardingStep.Units => (t["Enter the units of the organisation"], t["Departments and teams, five minutes"]),
        OnboardingStep.Locations => (t["Enter where you work"], t["Offices, data centres and clouds, five minutes"]),
        OnboardingStep.Scope => (t["Have the scope approved"], t["What the ISMS covers, in words and lists; top management approves it"]),
        OnboardingStep.Processes => (t["Name who owns each process"], left > 0 ? t.Counted(left, "{0} process has no owner", "{0} processes have no owner") : t["No process is in use yet"]),
        OnboardingStep.TopManagement => (t["Name top management"], t["The role that answers for the whole ISMS"]),
        OnboardingStep.Responsibilities => (t["Say who is accountable for what"], t["One name per subject, others take part"]),
        OnboardingStep.People => (t["Add the people who answer for something"], t["From a file or one by one; they get an invitation if you want"]),
        OnboardingStep.Evidence => (t["Keep the first evidence"], t["A file, a link or a note that shows what happens"]),
        OnboardingStep.Assets => (t["Import your assets"], t["From a spreadsheet or a configuration database, ten minutes"]),
        OnboardingStep.Acceptance => (t["Have assets accepted by their owners"], t["What nobody accepted is a draft"]),
        _ => (t["Say how often assets are reviewed"], t["Tasks come by themselves from then on"]),
    };

    public string Of(MailPreference preference) => preference switch
    {
        MailPreference.Now => t["At once, and as a daily digest"],
        MailPreference.Daily => t["As a daily digest"],
        _ => t["No mails"],
    };

    public string Month(int month) => CultureInfo.CurrentCulture.DateTimeFormat.GetMonthName(month);

    public string Of(DayOfWeek day) => CultureInfo.CurrentCulture.DateTimeFormat.GetDayName(day);

    public string Of(WorkingDays days) => string.Join(", ", WorkingDaysOfWeek.Week.Where(d => days.Include(d)).Select(Of));

    public string Of(ControlTheme theme) => theme switch
    {
        ControlTheme.Organizational => t["Organisational"],
        ControlTheme.People => t["People"],
        ControlTheme.Physical => t["Physical"],
        _ => t["Technological"],
    };

    public string Of(RiskKind kind) => kind switch
    {
        RiskKind.Information => t["To information"],
        RiskKind.Isms => t["To the ISMS"],
        _ => t["Opportunity"],
    };

    public string Of(LossShape shape) => shape switch
    {
        LossShape.Interval90 => t["Nine of ten events cost between two amounts"],
        _ => t["Least, likeliest and most"],
    };

    public string Of(RiskStatus status) => status switch
    {
        RiskStatus.Identified => t["Identified"],
        RiskStatus.Analysed => t["Analysed"],
        RiskStatus.Evaluated => t["Evaluated"],
        RiskStatus.InTreatment => t["In treatment"],
        RiskStatus.Accepted => t["Accepted"],
        RiskStatus.Monitored => t["Monitored"],
        _ => t["Closed"],
    };

    public string Of(AssessmentStatus status) => status switch
    {
        AssessmentStatus.Planned => t["Planned"],
        AssessmentStatus.InProgress => t["In progress"],
        AssessmentStatus.Review => t["In review"],
        AssessmentStatus.Completed => t["Completed"],
        _ => t["Cancelled"],
    };

    public string Of(AssessmentTrigger trigger) => trigger switch
    {
        AssessmentTrigger.Planned => t["At a planned interval"],
        AssessmentTrigger.Change => t["Significant change"],
        AssessmentTrigger.Incident => t["Incident"],
        AssessmentTrigger.WatchItem => t["Something that is watched"],
        _ => t["New asset"],
    };

    public string Of(AssessmentNeed need) => need switch
    {
        AssessmentNeed.NeverRated => t["Never rated"],
        AssessmentNeed.EarlierMethodology => t["Rated by an earlier methodology"],
        _ => t["To be re-evaluated"],
    };

    public string Of(AssessedKind kind) => kind switch
    {
        AssessedKind.ToDo => t["To do"],
        AssessedKind.Done => t["Done"],
        AssessedKind.Risen => t["Risen"],
        AssessedKind.Fallen => t["Fallen"],
        AssessedKind.NewlyAbove => t["Newly above what we accept"],
        AssessedKind.Untreated => t["Above what we accept, without a treatment"],
        _ => t["Closed"],
    };

    public string Of(PlanStatus status) => status switch
    {
        PlanStatus.Draft => t["Draft"],
        PlanStatus.Submitted => t["Submitted"],
        PlanStatus.Approved => t["Approved"],
        PlanStatus.InProgress => t["In progress"],
        PlanStatus.Completed => t["Completed"],
        _ => t["Superseded"],
    };

    public string Of(ActionStatus status) => status switch
    {
        ActionStatus.Planned => t["Planned"],
        ActionStatus.InProgress => t["In progress"],
        ActionStatus.Done => t["Done"],
        ActionStatus.Verified => t["Verified"],
        _ => t["Cancelled"],
    };

    public string Of(AcceptanceIs state) => state switch
    {
        AcceptanceIs.Waiting => t["Waits for grants"],
        AcceptanceIs.InForce => t["Accepted"],
        _ => t["Ends within {0} days", RiskAcceptance.ReminderDays],
    };

    /// <summary>What ended because of something else is not told as somebody's decision.</summary>
    public string Of(AcceptanceStatus status, AcceptanceEnd? cause) => status == AcceptanceStatus.Revoked && cause != AcceptanceEnd.Decision ? t["Ended"] : Of(status);

    public string Of(AcceptanceStatus status) => status switch
    {
        AcceptanceStatus.Requested => t["Requested"],
        AcceptanceStatus.Granted => t["Granted"],
        AcceptanceStatus.Refused => t["Refused"],
        AcceptanceStatus.Expired => t["Expired"],
        _ => t["Revoked"],
    };

    /// <summary>As what somebody accepts a risk.</summary>
    public string Of(GrantCapacity capacity) => capacity switch
    {
        GrantCapacity.Owner => t["Owner of the risk"],
        _ => t["Limit of the role"],
    };

    public string Of(AcceptanceEnd cause) => cause switch
    {
        AcceptanceEnd.LevelRose => t["the risk was rated higher than what was accepted"],
        AcceptanceEnd.OtherMethodology => t["the risk was rated by another version of the methodology, whose levels cannot be compared"],
        AcceptanceEnd.OtherOption => t["another option than Accept was chosen"],
        AcceptanceEnd.RiskClosed => t["the risk was closed"],
        AcceptanceEnd.Renewed => t["a newer acceptance took its place"],
        _ => t["somebody decided so"],
    };

    public string Of(ConsentDecision decision) => decision switch
    {
        ConsentDecision.Open => t["Asked"],
        ConsentDecision.Given => t["Agreed"],
        ConsentDecision.Refused => t["Refused"],
        _ => t["No longer asked"],
    };

    public string Of(TreatmentOption option) => option switch
    {
        TreatmentOption.Modify => t["Modify"],
        TreatmentOption.Accept => t["Accept"],
        TreatmentOption.Avoid => t["Avoid"],
        _ => t["Share"],
    };

    public string Of(EvaluationStage stage) => stage switch
    {
        EvaluationStage.Inherent => t["Inherent"],
        EvaluationStage.Current => t["Current"],
        _ => t["Target"],
    };

    public string Of(ReevaluationCause cause) => cause switch
    {
        ReevaluationCause.ControlNotEffective => t["a test found that the control is not effective"],
        ReevaluationCause.AssetNeedChanged => t["its need for protection has changed"],
        ReevaluationCause.TreatmentGivenUp => t["it is not carried out for this risk as planned, and its target rests on it"],
        ReevaluationCause.TreatmentCarriedOut => t["all that was planned is carried out, and what is left was not rated since"],
        ReevaluationCause.AssetRetired => t["the asset was retired"],
        ReevaluationCause.ControlNotInPlace => t["the control is not in place any more"],
        _ => t["the control was taken off this risk"],
    };

    public string Of(ControlNature nature) => nature switch
    {
        ControlNature.Technical => t["Technical"],
        ControlNature.Administrative => t["Administrative"],
        _ => t["Physical"],
    };

    public string Of(ControlType type) => type switch
    {
        ControlType.Preventive => t["Preventive"],
        ControlType.Detective => t["Detective"],
        _ => t["Corrective"],
    };

    public string Of(CybersecurityConcept concept) => concept switch
    {
        CybersecurityConcept.Identify => t["Identify"],
        CybersecurityConcept.Protect => t["Protect"],
        CybersecurityConcept.Detect => t["Detect"],
        CybersecurityConcept.Respond => t["Respond"],
        _ => t["Recover"],
    };

    public string Of(OperationalCapability capability) => capability switch
    {
        OperationalCapability.Governance => t["Governance"],
        OperationalCapability.AssetManagement => t["Asset management"],
        OperationalCapability.InformationProtection => t["Information protection"],
        OperationalCapability.HumanResourceSecurity => t["Human resource security"],
        OperationalCapability.PhysicalSecurity => t["Physical security"],
        OperationalCapability.SystemAndNetworkSecurity => t["System and network security"],
        OperationalCapability.ApplicationSecurity => t["Application security"],
        OperationalCapability.SecureConfiguration => t["Secure configuration"],
        OperationalCapability.IdentityAndAccessManagement => t["Identity and access management"],
        OperationalCapability.ThreatAndVulnerabilityManagement => t["Threat and vulnerability management"],
        OperationalCapability.Continuity => t["Continuity"],
        OperationalCapability.SupplierRelationshipsSecurity => t["Supplier relationships security"],
        OperationalCapability.LegalAndCompliance => t["Legal and compliance"],
        OperationalCapability.InformationSecurityEventManagement => t["Information security event management"],
        _ => t["Information security assurance"],
    };

    public string Of(SecurityDomain domain) => domain switch
    {
        SecurityDomain.GovernanceAndEcosystem => t["Governance and ecosystem"],
        SecurityDomain.Protection => t["Protection"],
        SecurityDomain.Defence => t["Defence"],
        _ => t["Resilience"],
    };

    public string Of(ImplementationStatus status) => status switch
    {
        ImplementationStatus.NotPlanned => t["Not planned"],
        ImplementationStatus.Planned => t["Planned"],
        ImplementationStatus.InProgress => t["In progress"],
        ImplementationStatus.Implemented => t["Implemented"],
        ImplementationStatus.Operated => t["Operated"],
        _ => t["Retired"],
    };

    public string Of(OperationFrequency frequency) => frequency switch
    {
        OperationFrequency.Continuous => t["All the time"],
        OperationFrequency.Daily => t["Daily"],
        OperationFrequency.Weekly => t["Weekly"],
        OperationFrequency.Monthly => t["Monthly"],
        OperationFrequency.Quarterly => t["Quarterly"],
        OperationFrequency.HalfYearly => t["Half-yearly"],
        OperationFrequency.Yearly => t["Yearly"],
        _ => t["When something happens"],
    };

    public string Of(TestKind kind) => kind switch
    {
        TestKind.Design => t["Design"],
        TestKind.Operating => t["Operation"],
        TestKind.RestoreTest => t["Restore test"],
        TestKind.Technical => t["Technical test"],
        _ => t["Self-assessment"],
    };

    public string Of(TestVerdict verdict) => verdict switch
    {
        TestVerdict.Effective => t["Effective"],
        TestVerdict.PartlyEffective => t["Partly effective"],
        TestVerdict.NotEffective => t["Not effective"],
        _ => t["Not testable"],
    };

    public string Of(TestStatus status) => status switch
    {
        TestStatus.Planned => t["Planned"],
        TestStatus.Performed => t["Waits for acceptance"],
        TestStatus.Accepted => t["Accepted"],
        TestStatus.Rejected => t["Rejected"],
        _ => t["Cancelled"],
    };

    public string Of(TestDue due) => due == TestDue.Overdue ? t["Overdue"] : t["Due within 30 days"];

    public string Of(TestState state) => state switch
    {
        TestState.NeverTested => t["In place, never tested"],
        TestState.Overdue => t["Test overdue"],
        _ => t["Not effective"],
    };

    public string Of(ControlCoverage coverage) => SoaWords.Of(coverage, t);

    public string Of(SoaState state) => SoaWords.Of(state, t);

    public string Of(InclusionReason reason) => SoaWords.Of(reason, t);

    public string Of(SoaLinkKind kind) => kind switch
    {
        SoaLinkKind.Risk => t["Risks that it treats"],
        SoaLinkKind.LegalRequirement => t["Legal requirements and contracts"],
        _ => t["Requirements of interested parties"],
    };

    public string Of(ControlAutomation automation) => automation switch
    {
        ControlAutomation.Manual => t["By hand"],
        ControlAutomation.Partly => t["Partly automatic"],
        _ => t["Automatic"],
    };

    public string Of(ThreatCategory category) => category switch
    {
        ThreatCategory.CompromiseOfFunctions => t["Compromise of functions"],
        ThreatCategory.HumanError => t["Human error"],
        ThreatCategory.Infrastructure => t["Infrastructure"],
        ThreatCategory.LegalCompliance => t["Legal compliance"],
        ThreatCategory.MaliciousExternal => t["Attack from outside"],
        ThreatCategory.MaliciousInternal => t["Attack from inside"],
        ThreatCategory.Natural => t["Nature"],
        ThreatCategory.Physical => t["Physical damage"],
        ThreatCategory.SupplyChain => t["Supply chain"],
        _ => t["Technical failure"],
    };

    public string Of(ThreatOrigin origin) => origin switch
    {
        ThreatOrigin.Deliberate => t["Deliberate"],
        ThreatOrigin.Accidental => t["Accidental"],
        _ => t["Environmental"],
    };

    public string Of(VulnerabilityCategory category) => category switch
    {
        VulnerabilityCategory.Data => t["Data"],
        VulnerabilityCategory.Development => t["Development"],
        VulnerabilityCategory.Hardware => t["Hardware"],
        VulnerabilityCategory.Identity => t["Identity"],
        VulnerabilityCategory.Network => t["Network"],
        VulnerabilityCategory.Operations => t["Operations"],
        VulnerabilityCategory.Organisation => t["Organisation"],
        VulnerabilityCategory.Personnel => t["Personnel"],
        VulnerabilityCategory.Site => t["Site"],
        VulnerabilityCategory.Software => t["Software"],
        _ => t["Supplier"],
    };

    public string Of(IssueKind kind) => kind == IssueKind.External ? t["External"] : t["Internal"];

    public string Of(IssueCategory category) => category switch
    {
        IssueCategory.Political => t["Political"],
        IssueCategory.Economic => t["Economic"],
        IssueCategory.Social => t["Social"],
        IssueCategory.Technological => t["Technological"],
        IssueCategory.Environmental => t["Environmental"],
        IssueCategory.Legal => t["Legal"],
        IssueCategory.Strategy => t["Strategy"],
        IssueCategory.Structure => t["Structure"],
        IssueCategory.Culture => t["Culture"],
        IssueCategory.People => t["People"],
        IssueCategory.Technology => t["Technology"],
        _ => t["Finance"],
    };

    public string Of(IssueEffect effect) => effect switch
    {
        IssueEffect.Helps => t["Helps"],
        IssueEffect.Threatens => t["Threatens"],
        _ => t["Helps and threatens"],
    };

    public string Of(IssueStatus status) => status switch
    {
        IssueStatus.Draft => t["Draft"],
        IssueStatus.Active => t["Active"],
        _ => t["Closed"],
    };

    public string Of(PartyKind kind) => kind switch
    {
        PartyKind.Customer => t["Customer"],
        PartyKind.Employee => t["Employees"],
        PartyKind.Owner => t["Owners of the organisation"],
        PartyKind.Regulator => t["Regulator"],
        PartyKind.Supplier => t["Supplier"],
        PartyKind.Partner => t["Partner"],
        PartyKind.Insurer => t["Insurer"],
        PartyKind.Public => t["Public"],
        _ => t["Other"],
    };

    public string Of(PartyStatus status) => status == PartyStatus.Active ? t["Active"] : t["Closed"];

    public string Of(RequirementKind kind) => kind switch
    {
        RequirementKind.Legal => t["Legal"],
        RequirementKind.Contractual => t["Contractual"],
        _ => t["Expectation"],
    };

    public string Of(Addressed addressed) => addressed switch
    {
        Addressed.Yes => t["Addressed"],
        Addressed.No => t["Not addressed"],
        _ => t["Undecided"],
    };

    public string Of(LegalKind kind) => kind switch
    {
        LegalKind.Law => t["Law"],
        LegalKind.Regulation => t["Regulation"],
        LegalKind.Contract => t["Contract"],
        LegalKind.Standard => t["Standard"],
        _ => t["Licence"],
    };

    public string Of(ComplianceStatus status) => status switch
    {
        ComplianceStatus.Compliant => t["Compliant"],
        ComplianceStatus.Partly => t["Partly compliant"],
        ComplianceStatus.NotCompliant => t["Not compliant"],
        _ => t["Not assessed"],
    };

    public string Of(LegalStatus status) => status == LegalStatus.Active ? t["In force"] : t["Repealed"];

    public string Of(ObjectiveStatus status) => status == ObjectiveStatus.Active ? t["Active"] : t["Closed"];

    /// <summary>Whose law it is; null where it has none of its own.</summary>
    public string? Jurisdiction(string? code) => code == LegalRequirement.EuropeanUnion ? t["European Union"] : Country(code);

    /// <summary>A country's name; null without one.</summary>
    public static string? Country(string? code) => code is null ? null : Countries.All.FirstOrDefault(c => c.Code == code).Name ?? code;

    /// <summary>The status of a kind of record whose words differ from those of others; null for all others.</summary>
    public string? OfStatus(string subjectType, string value) => subjectType switch
    {
        nameof(TreatmentPlan) when Enum.TryParse<PlanStatus>(value, out var v) => Of(v),
        nameof(TreatmentAction) when Enum.TryParse<ActionStatus>(value, out var v) => Of(v),
        nameof(Risk) when Enum.TryParse<RiskStatus>(value, out var v) => Of(v),
        nameof(RiskAssessment) when Enum.TryParse<AssessmentStatus>(value, out var v) => Of(v),
        nameof(RiskAcceptance) when Enum.TryParse<AcceptanceStatus>(value, out var v) => Of(v),
        nameof(ControlImplementation) when Enum.TryParse<ImplementationStatus>(value, out var v) => Of(v),
        nameof(ControlTest) when Enum.TryParse<TestStatus>(value, out var v) => Of(v),
        _ => null,
    };

    /// <summary>A value of an event, which stored it by its name; what is no such name is shown as it is.</summary>
    public string OfStored(string field, string value) => field switch
    {
        "Type" when Enum.TryParse<AssetType>(value, out var v) => Of(v),
        "Classification" when Enum.TryParse<Classification>(value, out var v) => Of(v),
        "Role" or "RoleHeld" or "Accountable" or "Responsible" or "Consulted" or "Informed" => RoleNames.OfStored(value, t),
        "ModeC" or "ModeI" or "ModeA" when Enum.TryParse<InheritanceMode>(value, out var v) => Of(v),
        "Status" when Enum.TryParse<LegalStatus>(value, out var v) && v == LegalStatus.Repealed => Of(v),
        "Status" when Enum.TryParse<IssueStatus>(value, out var v) => Of(v),
        "Category" when Enum.TryParse<IssueCategory>(value, out var v) => Of(v),
        "Category" when Enum.TryParse<ThreatCategory>(value, out var v) => Of(v),
        "Category" when Enum.TryParse<VulnerabilityCategory>(value, out var v) => Of(v),
        "Status" when Enum.TryParse<ImplementationStatus>(value, out var v) && v is not (ImplementationStatus.Retired or ImplementationStatus.InProgress) => Of(v),
        "Status" when Enum.TryParse<TestStatus>(value, out var v) && v is TestStatus.Performed => Of(v),
        "Kind" or "TestKind" when Enum.TryParse<TestKind>(value, out var v) => Of(v),
        "Verdict" or "LastVerdict" when Enum.TryParse<TestVerdict>(value, out var v) => Of(v),
        "Nonconformity" when Enum.TryParse<NonconformityOffer>(value, out var v) => v == NonconformityOffer.Offered ? t["Suggested"] : t["Declined"],
        "Status" when Enum.TryParse<RiskStatus>(value, out var v) && v != RiskStatus.Closed => Of(v),
        "Trigger" when Enum.TryParse<AssessmentTrigger>(value, out var v) => Of(v),
        "Status" when Enum.TryParse<AssessmentStatus>(value, out var v) && v is AssessmentStatus.Review => Of(v),
        "Status" when Enum.TryParse<PlanStatus>(value, out var v) && v is PlanStatus.Submitted or PlanStatus.Completed or PlanStatus.Superseded => Of(v),
        "Status" when Enum.TryParse<ActionStatus>(value, out var v) && v is ActionStatus.Verified => Of(v),
        "Status" or "Acceptance" when Enum.TryParse<AcceptanceStatus>(value, out var v) => Of(v),
        "Capacity" when Enum.TryParse<GrantCapacity>(value, out var v) => Of(v),
        "EndCause" when Enum.TryParse<AcceptanceEnd>(value, out var v) => Of(v),
        "Decision" when Enum.TryParse<ConsentDecision>(value, out var v) && v is ConsentDecision.Given or ConsentDecision.Refused => Of(v),
        "Kind" when Enum.TryParse<RiskKind>(value, out var v) => Of(v),
        "Treatment" when Enum.TryParse<TreatmentOption>(value, out var v) => Of(v),
        "ReevaluateCause" when Enum.TryParse<ReevaluationCause>(value, out var v) => Of(v),
        "Theme" when Enum.TryParse<ControlTheme>(value, out var v) => Of(v),
        "Nature" when Enum.TryParse<ControlNature>(value, out var v) => Of(v),
        "Frequency" when Enum.TryParse<OperationFrequency>(value, out var v) => Of(v),
        "Automation" when Enum.TryParse<ControlAutomation>(value, out var v) => Of(v),
        "Controls" or "Types" or "Properties" or "Concepts" or "Capabilities" or "Domains" when value.StartsWith('[') => string.Join(", ", JsonSerializer.Deserialize<string[]>(value) ?? []),
        "Effect" when Enum.TryParse<IssueEffect>(value, out var v) => Of(v),
        "Kind" when Enum.TryParse<IssueKind>(value, out var v) => Of(v),
        "Kind" when Enum.TryParse<LegalKind>(value, out var v) => Of(v),
        "RequirementKind" when Enum.TryParse<RequirementKind>(value, out var v) => Of(v),
        "AddressedByIsms" when Enum.TryParse<Addressed>(value, out var v) => Of(v),
        "ComplianceStatus" when Enum.TryParse<ComplianceStatus>(value, out var v) => Of(v),
        "Jurisdiction" => Jurisdiction(value) ?? value,
        "Status" when Enum.TryParse<AssetStatus>(value, out var v) => Of(v),
        "Status" when Enum.TryParse<RoleAssignmentStatus>(value, out var v) => Of(v),
        "Status" when Enum.TryParse<WorkTaskStatus>(value, out var v) => Of(v),
        "Status" when Enum.TryParse<ScopeStatus>(value, out var v) => v switch { ScopeStatus.Draft => t["Draft"], ScopeStatus.InReview => t["In review"], ScopeStatus.Approved => t["Approved"], _ => t["Withdrawn"] },
        "Inputs" or "Outputs" when value.StartsWith('[') => string.Join("; ", JsonSerializer.Deserialize<string[]>(value) ?? []),
        "Permissions" when value.StartsWith('[') => string.Join("; ", PermissionSentences.Of(JsonSerializer.Deserialize<string[]>(value) ?? [], t)),
        "Decision" when Enum.TryParse<ApprovalDecision>(value, out var v) => Of(v),
        "Status" when Enum.TryParse<PersonStatus>(value, out var v) => Of(v),
        "Kind" when Enum.TryParse<PersonKind>(value, out var v) => Of(v),
        "Kind" when Enum.TryParse<LocationKind>(value, out var v) => Of(v),
        "Kind" when Enum.TryParse<PartyKind>(value, out var v) => Of(v),
        "ZoneLevel" when Enum.TryParse<ZoneLevel>(value, out var v) => Of(v),
        "EmployeeCountBand" when Enum.TryParse<EmployeeCountBand>(value, out var v) => Of(v),
        "Confidentiality" or "Integrity" or "Availability" when int.TryParse(value, out var level) => Level(level),
        _ when value is "True" or "true" => t["yes"],
        _ when value is "False" or "false" => t["no"],
        _ => value,
    };
}
