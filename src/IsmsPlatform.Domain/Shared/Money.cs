namespace IsmsPlatform.Domain.Shared;

/// <summary>Amounts are in the currency of the organisation, to the cent, and never negative.</summary>
public static class Money
{
    public const int Decimals = 2;

    /// <summary>As much as <c>numeric(14,2)</c> holds.</summary>
    public const decimal Max = 999_999_999_999.99m;

    public static bool Is(decimal amount) => amount is >= 0 and <= Max && decimal.Round(amount, Decimals) == amount;
}
