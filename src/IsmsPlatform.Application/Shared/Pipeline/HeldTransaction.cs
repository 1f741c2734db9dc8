namespace IsmsPlatform.Application.Shared.Pipeline;

/// <summary>
/// A transaction that is longer than one command, because what the command does and something around it must become true together.
/// Commands save into it as a whole or not at all; whoever began it commits.
/// </summary>
public sealed class HeldTransaction
{
    private bool _isHeld;
    private bool _inCommand;

    internal void Hold() => _isHeld = true;

    /// <summary>True for a command that is sent into the held transaction itself, false for one that another command sends.</summary>
    internal bool Enter()
    {
        if (!_isHeld || _inCommand) { return false; }
        return _inCommand = true;
    }

    internal void Leave() => _inCommand = false;
}
