using IsmsPlatform.Domain.Shared;

namespace IsmsPlatform.Domain.Organisation;

public enum OrganisationStatus
{
    Trial,
    Active,
    Suspended,
    /// <summary>Its data may still be exported.</summary>
    Closing,
    Deleted,
}

/// <summary>Size by head count; the bands are those of the EU's definition of small and medium enterprises.</summary>
public enum EmployeeCountBand
{
    UpTo9,
    From10To49,
    From50To249,
    From250To999,
    From1000,
}

/// <summary>What people enter about the organisation, as one value.</summary>
public sealed record OrganisationDetails(
    string LegalName,
    string Country,
    string TimeZone,
    string Locale,
    string Currency,
    string? TradeName = null,
    string? RegistrationNo = null,
    string? Sector = null,
    int FiscalYearStart = 1,
    EmployeeCountBand EmployeeCountBand = EmployeeCountBand.From10To49,
    WorkingDays WorkingDays = WorkingDays.MondayToFriday,
    int CriticalityThreshold = OrganisationProfile.DefaultCriticalityThreshold);

/// <summary>The organisation whose ISMS this is (ISO/IEC 27001 4.1, 4.3): one record per tenant.</summary>
public sealed class OrganisationProfile : Entity
{
    public const int NameMaxLength = 200;
    public const int RegistrationNoMaxLength = 100;
    public const int SectorMaxLength = 200;
    public const int TimeZoneMaxLength = 60;
    public const int DefaultCriticalityThreshold = 3;
    /// <summary>A threshold of 0 would call every valued asset critical.</summary>
    public const int CriticalityThresholdMin = 1;
    public const int CriticalityThresholdMax = 4;

    private OrganisationProfile() { }

    public string LegalName { get; private set; } = "";

    public string? TradeName { get; private set; }

    public string? RegistrationNo { get; private set; }

    public string? Sector { get; private set; }

    /// <summary>ISO 3166-1 alpha-2.</summary>
    public string Country { get; private set; } = "";

    /// <summary>IANA; "today" and "due" are days of this zone.</summary>
    public string TimeZone { get; private set; } = "";

    /// <summary>BCP 47; how numbers and dates of documents are written.</summary>
    public string Locale { get; private set; } = "";

    /// <summary>ISO 4217.</summary>
    public string Currency { get; private set; } = "";

    /// <summary>Month, 1 to 12.</summary>
    public int FiscalYearStart { get; private set; } = 1;

    public EmployeeCountBand EmployeeCountBand { get; private set; }

    public WorkingDays WorkingDays { get; private set; }

    /// <summary>An asset is critical from this effective value on.</summary>
    public int CriticalityThreshold { get; private set; } = DefaultCriticalityThreshold;

    public OrganisationStatus Status { get; private set; }

    /// <summary>Nobody wants the list of first steps on the dashboard any more.</summary>
    public bool FirstStepsHidden { get; private set; }

    public static Result<OrganisationProfile> Found(Guid id, OrganisationDetails details)
    {
        var organisation = new OrganisationProfile { Id = id, Status = OrganisationStatus.Trial };
        return organisation.Change(details).Error is { } error ? error : organisation;
    }

    public Result Change(OrganisationDetails details)
    {
        List<FieldError> wrong = [];
        if (!IsoCodes.Countries.Contains(details.Country)) { wrong.Add(OrganisationErrors.CountryUnknown); }
        if (!IsTimeZone(details.TimeZone)) { wrong.Add(OrganisationErrors.TimeZoneUnknown); }
        if (!IsoCodes.Currencies.Contains(details.Currency)) { wrong.Add(OrganisationErrors.CurrencyUnknown); }
        if (details.WorkingDays == WorkingDays.None) { wrong.Add(OrganisationErrors.NoWorkingDay); }
        if (wrong.Count > 0) { return Error.Invalid(wrong); }
        (LegalName, TradeName) = (Text.Clean(details.LegalName), Text.OrNull(details.TradeName));
        (RegistrationNo, Sector) = (Text.OrNull(details.RegistrationNo), Text.OrNull(details.Sector));
        (Country, TimeZone, Locale, Currency) = (details.Country, details.TimeZone, details.Locale, details.Currency);
        (FiscalYearStart, EmployeeCountBand, WorkingDays) = (details.FiscalYearStart, details.EmployeeCountBand, details.WorkingDays);
        CriticalityThreshold = details.CriticalityThreshold;
        return Result.Success;
    }

    public void ShowFirstSteps(bool shown) => FirstStepsHidden = !shown;

    /// <summary>The trial is over: the organisation stays.</summary>
    public Result Activate()
    {
        if (Status != OrganisationStatus.Trial) { return OrganisationErrors.NotInTrial; }
        Status = OrganisationStatus.Active;
        return Result.Success;
    }

    /// <summary>Names of the IANA data base only: Windows' names mean nothing to PostgreSQL and to browsers.</summary>
    public static bool IsTimeZone(string? name)
        => !string.IsNullOrEmpty(name) && name.Length <= TimeZoneMaxLength && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) && zone.HasIanaId;
}
