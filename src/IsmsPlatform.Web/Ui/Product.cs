namespace IsmsPlatform.Web.Ui;

/// <summary>What the product is called in the interface, in one place.</summary>
public static class Product
{
    public const string Name = "IsmsPlatform";
}
