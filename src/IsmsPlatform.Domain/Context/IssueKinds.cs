namespace IsmsPlatform.Domain.Context;

public enum IssueKind
{
    External,
    Internal,
}

/// <summary>Outside by PESTEL, inside by what an organisation is made of.</summary>
public enum IssueCategory
{
    Political,
    Economic,
    Social,
    Technological,
    Environmental,
    Legal,
    Strategy,
    Structure,
    Culture,
    People,
    Technology,
    Finance,
}

public enum IssueEffect
{
    Helps,
    Threatens,
    Both,
}

public enum IssueStatus
{
    Draft,
    Active,
    Closed,
}

public static class IssueCategories
{
    private static readonly IssueCategory[] External = [IssueCategory.Political, IssueCategory.Economic, IssueCategory.Social, IssueCategory.Technological, IssueCategory.Environmental, IssueCategory.Legal];

    private static readonly IssueCategory[] Internal = [IssueCategory.Strategy, IssueCategory.Structure, IssueCategory.Culture, IssueCategory.People, IssueCategory.Technology, IssueCategory.Finance];

    /// <summary>The categories of a kind, in the order in which they are read.</summary>
    public static IReadOnlyList<IssueCategory> Of(IssueKind kind) => kind == IssueKind.External ? External : Internal;
}
