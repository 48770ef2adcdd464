using Quartz;

namespace NotionSync.Hosting.Worker;

/// <summary>Makes the scheduler's jobs those of the configuration: one for each source that is on, one for the intake, and no others.</summary>
internal sealed class Schedules(IScheduler scheduler, TimeProvider time, ILogger<Schedules> log)
{
    /// <summary>Jobs of sources; the group is ours alone, so what is in it and not configured can go.</summary>
    public const string SourceGroup = "sources";

    private static readonly JobKey IntakeKey = new("intake", "notionsync");

    /// <summary>Adds, replaces and removes jobs.</summary>
    /// <param name="sources">All sources with their state.</param>
    /// <param name="intake">How often people's edits are taken in.</param>
    /// <param name="cancellationToken">Stops between jobs.</param>
    public async Task ApplyAsync(IReadOnlyCollection<SourceState> sources, TimeSpan intake, CancellationToken cancellationToken)
    {
        foreach (var source in sources.Where(source => !source.IsOn))
        {
            log.Off(source.Name, source.WhyOff!); // not on: there is a reason
        }

        await RemoveOthersAsync([.. sources.Where(source => source.IsOn).Select(source => source.Name)], cancellationToken);
        foreach (var source in sources.Where(source => source.IsOn))
        {
            var trigger = CronTrigger(source);
            await scheduler.ScheduleJob(
                JobBuilder.Create<SourceJob>().WithIdentity(source.Name, SourceGroup).Build(), [trigger], ScheduleJobOptions.Replacing, cancellationToken);
            log.Scheduled(source.Name, source.Schedule, trigger.GetFireTimeAfter(time.GetUtcNow()));
        }

        await scheduler.ScheduleJob(JobBuilder.Create<IntakeJob>().WithIdentity(IntakeKey).Build(), [IntakeTrigger(intake)], ScheduleJobOptions.Replacing, cancellationToken);
    }

    /// <summary>Runs a source as soon as it is not running; asked again before that, it runs once.</summary>
    public async Task RunSoonAsync(string source, CancellationToken cancellationToken) => await scheduler.ScheduleTrigger(
        TriggerBuilder.Create(time).WithIdentity(source, "asked").ForJob(new JobKey(source, SourceGroup)).StartNow().Build(), TriggerConflict.Keep, cancellationToken);

    private async Task RemoveOthersAsync(HashSet<string> wanted, CancellationToken cancellationToken)
    {
        foreach (var key in await scheduler.GetJobKeys(GroupMatcher<JobKey>.GroupEquals(SourceGroup), cancellationToken))
        {
            if (!wanted.Contains(key.Name))
            {
                await scheduler.DeleteJob(key, cancellationToken);
                log.JobRemoved(key.Name);
            }
        }
    }

    // A firing that was missed is not made up for: the next one reads the same and a backlog would only spend calls.
    private ITrigger CronTrigger(SourceState source) => TriggerBuilder.Create(time)
        .WithIdentity(source.Name, SourceGroup)
        .WithCronSchedule(source.Schedule, cron => cron.InTimeZone(TimeZoneInfo.Utc).WithMisfireInstruction(CronTriggerMisfireInstruction.DoNothing))
        .Build();

    private ITrigger IntakeTrigger(TimeSpan every) => TriggerBuilder.Create(time)
        .WithIdentity(IntakeKey.Name, IntakeKey.Group)
        .StartNow()
        .WithSimpleSchedule(simple => simple.WithInterval(every).RepeatForever().WithMisfireInstruction(SimpleTriggerMisfireInstruction.NextWithRemainingCount))
        .Build();
}
