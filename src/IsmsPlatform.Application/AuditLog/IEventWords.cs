using IsmsPlatform.Application.Activity;

namespace IsmsPlatform.Application.AuditLog;

/// <summary>What events hold, in the words of the pages; these have them.</summary>
public interface IEventWords
{
    /// <summary>What was done: "changed the asset".</summary>
    string Act(ActivityEntry e);

    /// <summary>A kind of record.</summary>
    string Subject(string subjectType);

    /// <summary>A property of a record.</summary>
    string Field(string field);

    /// <param name="subjectType">Whose value it is: a status of one kind of record is called otherwise than that of another.</param>
    string? Value(string field, string? value, string? subjectType = null);
}
