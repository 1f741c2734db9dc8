using IsmsPlatform.Application.Shared.Memory;
using IsmsPlatform.Application.Shared.Spreadsheets;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IsmsPlatform.Application.Shared.Imports;

/// <summary>A file between its upload and the confirmation of its import: any node can go on with it.</summary>
[NotInEvents]
public sealed class ImportFile : Entity
{
    public const int FileNameMaxLength = 200;
    public const int SourceMaxLength = 100;
    public static readonly TimeSpan KeptFor = TimeSpan.FromHours(24);

    private ImportFile() { }

    /// <summary>The kind of record that it brings, by the entity's name.</summary>
    public string Subject { get; private init; } = "";

    public string FileName { get; private init; } = "";

    /// <summary>The system that it comes from; empty where that does not matter.</summary>
    public string Source { get; private init; } = "";

    public byte[] Content { get; private set; } = [];

    /// <summary>JSON: field of the record → column of the file.</summary>
    public string Mapping { get; private set; } = "{}";

    public DateTimeOffset CreatedAt { get; private init; }

    /// <summary>The account that uploaded it; others do not see it.</summary>
    public Guid CreatedBy { get; private init; }

    public static ImportFile Upload(Guid id, string subject, string fileName, string source, byte[] content, string mapping, Guid by, DateTimeOffset now)
        => new() { Id = id, Subject = subject, FileName = fileName, Source = source, Content = content, Mapping = mapping, CreatedBy = by, CreatedAt = now };

    /// <summary>When it was imported. The row stays for the rest of its day, so that a second confirmation gets an answer; the content goes.</summary>
    public DateTimeOffset? ImportedAt { get; private set; }

    public void MapBy(string mapping) => Mapping = mapping;

    public void Imported(DateTimeOffset now) => (ImportedAt, Content) = (now, []);
}

internal sealed class ImportFileMapping : IEntityTypeConfiguration<ImportFile>
{
    public void Configure(EntityTypeBuilder<ImportFile> builder)
    {
        builder.ToTable("import_file");
        builder.Property(i => i.Mapping).HasColumnType("jsonb");
    }
}

/// <summary>Takes files in and finds them again.</summary>
public sealed class ImportFiles(IsmsDbContext db, ISpreadsheets spreadsheets, RequestScope scope, TimeProvider clock)
{
    /// <summary>Stores a file that can be read as a table; once, however often the form is sent.</summary>
    public async Task<Result<SheetTable>> TakeInAsync(Guid id, string subject, string? fileName, string? source, byte[]? content, CancellationToken cancellationToken)
    {
        if (content is null) { return SpreadsheetErrors.Missing; }
        var table = spreadsheets.Read(content, fileName);
        if (table.Error is not null || await db.ImportFiles.AnyAsync(i => i.Id == id, cancellationToken)) { return table; }
        var name = Text.Clean(fileName);
        if (name.Length > ImportFile.FileNameMaxLength) { name = name[^ImportFile.FileNameMaxLength..]; }
        db.ImportFiles.Add(ImportFile.Upload(id, subject, name, Text.Clean(source), content, "{}", scope.Actor.Id, clock.GetUtcNow()));
        return table;
    }

    /// <summary>The actor's own file of that kind, which waits for its import; those of others do not exist for them.</summary>
    public async Task<Result<OpenImport>> OpenAsync(Guid id, string subject, CancellationToken cancellationToken)
    {
        if (await db.ImportFiles.SingleOrDefaultAsync(i => i.Id == id && i.Subject == subject && i.CreatedBy == scope.Actor.Id, cancellationToken) is not { } file) { return Error.NotFound; }
        if (file.ImportedAt is not null) { return ImportErrors.Done; }
        var table = spreadsheets.Read(file.Content);
        return table.Error is { } unreadable ? unreadable : new OpenImport(file, table.Value);
    }

    public void Close(ImportFile file) => file.Imported(clock.GetUtcNow());
}

/// <param name="Table">Its content.</param>
public sealed record OpenImport(ImportFile File, SheetTable Table);
