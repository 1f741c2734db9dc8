namespace IsmsPlatform.Application.Shared.Settings;

/// <summary>A switch of the installation, set by whoever runs it.</summary>
public sealed class PlatformSetting
{
    /// <summary>Whether anyone may sign an organisation up: <c>on</c> (when absent) or <c>off</c>.</summary>
    public const string SignUp = "sign-up";

    public required string Key { get; init; }

    public required string Value { get; set; }
}
