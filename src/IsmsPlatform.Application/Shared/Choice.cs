namespace IsmsPlatform.Application.Shared;

/// <summary>A record that a select offers.</summary>
public sealed record Choice(Guid Id, string Name);
