using IsmsPlatform.Application.Shared;
using IsmsPlatform.Domain.People;
using IsmsPlatform.Domain.Tasks;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IsmsPlatform.Application.Tasks;

internal sealed class WorkTaskMapping : IEntityTypeConfiguration<WorkTask>
{
    public void Configure(EntityTypeBuilder<WorkTask> builder)
    {
        builder.ToTable("work_task");
        builder.Ignore(t => t.IsOpen);
        builder.SavedAfter<WorkTask, Person>(nameof(WorkTask.AssigneeId));
        builder.SavedAfter<WorkTask, Person>(nameof(WorkTask.CreatedBy));
    }
}

internal sealed class ReviewCycleMapping : IEntityTypeConfiguration<ReviewCycle>
{
    public void Configure(EntityTypeBuilder<ReviewCycle> builder) => builder.ToTable("review_cycle");
}

internal sealed class TaskReminderMapping : IEntityTypeConfiguration<TaskReminder>
{
    public void Configure(EntityTypeBuilder<TaskReminder> builder)
    {
        builder.ToTable("task_reminder");
        builder.SavedAfter<TaskReminder, WorkTask>(nameof(TaskReminder.TaskId));
    }
}
