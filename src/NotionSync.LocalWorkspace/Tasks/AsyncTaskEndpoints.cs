namespace NotionSync.LocalWorkspace;

/// <summary>Requests that may be let run in the background, and how they are asked after.</summary>
internal static class AsyncTaskEndpoints
{
    /// <summary>How long a task that has ended can be asked after. Notion does not say; a day is a guess.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    public static ApiAnswer CreatePage(Call call)
    {
        if (call.Body.Flag("allow_async") == true && !call.Body.ContainsKey("markdown"))
        {
            throw ApiException.Body("body.allow_async should be not present when there is no markdown.");
        }

        return Run(call, "pages.create", PageEndpoints.Create);
    }

    public static ApiAnswer UpdateMarkdown(Call call) => Run(call, "pages.markdown.update", MarkdownEndpoints.Update);

    public static ApiAnswer Retrieve(Call call)
    {
        var id = call.RouteId("task_id");
        return call.Workspace.Tasks.GetValueOrDefault(id) is { } task && task.Owner == call.Actor
            ? task.ToJson(call.Url, call.Now)
            : throw ApiException.NotFound("async_task", id);
    }

    private static ApiAnswer Run(Call call, string operation, Func<Call, ApiAnswer> handle)
    {
        if (call.Body.Flag("allow_async") != true)
        {
            return handle(call);
        }

        foreach (var old in call.Workspace.Tasks.Values.Where(each => each.CreatedTime + each.Takes + Kept <= call.Now).ToList())
        {
            call.Workspace.Tasks.Remove(old.Id);
        }

        // What is refused is refused at once, in the background or not.
        var fault = call.TaskFault;
        var task = new AsyncTask
        {
            Owner = call.Actor,
            Operation = operation,
            CreatedTime = call.Now,
            Takes = call.Options.AsyncTaskTime,
            Error = fault?.Kind == "taskFails" ? FaultAnswers.Status(fault).Body : null,
            Result = fault?.Kind == "taskFails" ? null : handle(call).Body,
            Retries = fault?.Kind == "taskRetries",
        };
        call.Workspace.Tasks[task.Id] = task;
        return new ApiAnswer(202, task.ToJson(call.Url, call.Now));
    }
}
