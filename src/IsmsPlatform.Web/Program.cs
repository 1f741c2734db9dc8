using IsmsPlatform.Web.Commands;

// isms up | migrate | api-key | admin | help: the launcher builds, this decides.
return await Verbs.RunAsync(args);

/// <summary>Named for the test host.</summary>
public partial class Program;
