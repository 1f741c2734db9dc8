using System.Text;
using IsmsPlatform.Application.Assets.Import;
using IsmsPlatform.Application.Shared.Spreadsheets;
using IsmsPlatform.Infrastructure.Spreadsheets;
using IsmsPlatform.UnitTests.Architecture;

namespace IsmsPlatform.UnitTests.Assets.Import;

public sealed class MappingProposalTests
{
    private static readonly KnownNames Known = new(Set("Ines Duarte"), Set("IT", "Sales"), Set("HQ Ghent", "Lyon sales desk"));

    private static HashSet<string> Set(params string[] names) => new(names, StringComparer.OrdinalIgnoreCase);

    private static SheetTable Table(string csv) => new Spreadsheets().Read(Encoding.UTF8.GetBytes(csv)).Value;

    [Fact]
    public void Columns_are_known_by_their_names_in_four_languages()
        => MappingProposal.Of(Table("Bezeichnung;Asset_Type;Propriétaire;Afdeling;Vertraulichkeit\nx;y;z;u;v\n"), null, Known)
            .ShouldBe(new Dictionary<ImportField, string> { [ImportField.Name] = "Bezeichnung", [ImportField.Type] = "Asset_Type", [ImportField.Owner] = "Propriétaire", [ImportField.Unit] = "Afdeling", [ImportField.Confidentiality] = "Vertraulichkeit" }, ignoreOrder: true);

    [Fact]
    public void The_better_name_wins()
        => MappingProposal.Of(Table("Asset;Name\nx;y\n"), null, Known)[ImportField.Name].ShouldBe("Name");

    [Fact]
    public void Other_columns_are_known_by_what_stands_in_them()
        => MappingProposal.Of(Table("f1;f2;f3;f4;f5;f6;f7\nCI-0417;Mail;Anwendung;a@x.example;IT;HQ Ghent;Intern\nCI-0418;Web;Server;Ines Duarte;Sales;Lyon sales desk;Vertraulich\n"), null, Known)
            .ShouldBe(new Dictionary<ImportField, string>
            {
                [ImportField.ExternalId] = "f1",
                [ImportField.Name] = "f2",
                [ImportField.Type] = "f3",
                [ImportField.Owner] = "f4",
                [ImportField.Unit] = "f5",
                [ImportField.Location] = "f6",
                [ImportField.Classification] = "f7",
            }, ignoreOrder: true);

    [Fact]
    public void What_was_confirmed_for_a_source_is_proposed_again()
    {
        var remembered = new Dictionary<ImportField, string> { [ImportField.Name] = "Label", [ImportField.Type] = "Name" };
        MappingProposal.Of(Table("Label;Name;Owner\nx;y;z\n"), remembered, Known).ShouldBe(remembered, ignoreOrder: true);
    }

    [Fact]
    public void A_memory_of_a_file_that_looked_different_does_no_harm()
        => MappingProposal.Of(Table("Name;Type\nx;y\n"), new Dictionary<ImportField, string> { [ImportField.Name] = "Gone" }, Known)[ImportField.Name].ShouldBe("Name");

    [Theory]
    [InlineData("assets-cmdb-export.csv", 16)]
    [InlineData("assets-other-names.csv", 16)]
    public void The_samples_are_mapped_without_help(string file, int fields)
    {
        var table = new Spreadsheets().Read(File.ReadAllBytes(Path.Combine(Sources.Root, "samples", file))).Value;
        MappingProposal.Of(table, null, Known).Count.ShouldBe(fields);
    }
}
