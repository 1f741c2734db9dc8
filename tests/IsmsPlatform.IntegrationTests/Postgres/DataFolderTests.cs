using IsmsPlatform.Infrastructure.Postgres;

namespace IsmsPlatform.IntegrationTests.Postgres;

public sealed class DataFolderTests
{
    [Fact]
    public void A_mistyped_folder_is_refused_and_not_made()
    {
        var folder = Path.Combine(Path.GetTempPath(), $"isms-mistyped-{Guid.NewGuid():N}");
        Should.Throw<DatabaseRefusedException>(() => DataFolder.Resolve(folder, mustExist: true)).Message.ShouldContain(folder);
        Directory.Exists(folder).ShouldBeFalse();
        try
        {
            Directory.CreateDirectory(Path.Combine(DataFolder.Resolve(folder).Path, "postgres"));
            DataFolder.Resolve(folder, mustExist: true).Path.ShouldBe(folder);
        }
        finally { Directory.Delete(folder, recursive: true); }
    }
}
