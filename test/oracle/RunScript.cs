// Runs a script file in a fresh runspace, beside commands that a test defines, and tells everything that came out of it.
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Text.Json.Nodes;

namespace Oracle;

internal static class RunScript
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    /// `script` runs as a file; `before` runs first in the same session (functions, modules), `after` when it has ended.
    /// `parameters` are passed by name, `answers` to prompts in order: without one a prompt fails as in a session without a person.
    internal static JsonObject Answer(JsonObject request)
    {
        var host = new ScriptHost(request["answers"]?.AsArray().Select(answer => (string)answer!) ?? []);
        using var runspace = RunspaceFactory.CreateRunspace(host, SessionState());
        runspace.Open();
        var folder = Directory.CreateTempSubdirectory("cmproxy-oracle-run-").FullName;
        try
        {
            runspace.SessionStateProxy.Path.SetLocation(folder);
            RunText(runspace, StandIns());
            RunText(runspace, (string?)request["before"] ?? "");
            var file = Path.Combine(folder, "script.ps1");
            File.WriteAllText(file, (string)request["script"]!, new System.Text.UTF8Encoding(true));
            var answer = RunFile(runspace, file, request["parameters"] as JsonObject ?? [], host);
            answer["after"] = new JsonArray([.. RunText(runspace, (string?)request["after"] ?? "").Select(item => Json.Of(item))]);
            return answer;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static InitialSessionState SessionState()
    {
        var state = InitialSessionState.CreateDefault2();
        state.ThreadOptions = PSThreadOptions.UseCurrentThread;
        state.Variables.Add(new SessionStateVariableEntry("PSModuleAutoLoadingPreference", "None", ""));
        state.Commands.Add(new SessionStateCmdletEntry("Test-Binding", typeof(TestBinding), null));
        state.Commands.Add(new SessionStateCmdletEntry("Test-Piping", typeof(TestPiping), null));
        state.Commands.Add(new SessionStateCmdletEntry("Test-PipedText", typeof(TestPipedText), null));
        return state;
    }

    private static string StandIns()
    {
        using var reader = new StreamReader(typeof(RunScript).Assembly.GetManifestResourceStream("StandIns.ps1")!);
        return reader.ReadToEnd();
    }

    private static IEnumerable<PSObject> RunText(Runspace runspace, string text)
    {
        if (text == "") return [];
        using var shell = PowerShell.Create(runspace);
        var output = shell.AddScript(text, useLocalScope: false).Invoke();
        return shell.Streams.Error.Count == 0 ? output : throw new InvalidOperationException($"a script around the tested one failed: {shell.Streams.Error[0]}");
    }

    private static JsonObject RunFile(Runspace runspace, string file, JsonObject parameters, ScriptHost host)
    {
        using var shell = PowerShell.Create(runspace);
        shell.AddCommand(file);
        foreach (var (name, value) in parameters) shell.AddParameter(name, Plain(value));
        var output = new PSDataCollection<PSObject>();
        ErrorRecord? ended = null;
        using var timer = new Timer(_ => shell.BeginStop(null, null), null, Limit, Timeout.InfiniteTimeSpan);
        try
        {
            shell.Invoke(null, output);
        }
        catch (RuntimeException problem)
        {
            ended = problem.ErrorRecord;
        }
        var exit = runspace.SessionStateProxy.GetVariable("LASTEXITCODE");
        return new JsonObject
        {
            ["output"] = new JsonArray([.. output.Select(item => Json.Of(item))]),
            ["errors"] = new JsonArray([.. shell.Streams.Error.Select(Record)]),
            ["ended"] = ended is null ? null : Record(ended),
            ["exitCode"] = ended is not null ? 1 : exit is int code ? code : 0,
            ["host"] = new JsonArray([.. host.Lines.Select(line => (JsonNode)line)]),
        };
    }

    private static object? Plain(JsonNode? value) => value switch
    {
        null => null,
        JsonArray list => list.Select(item => Plain(item)).ToArray(),
        JsonValue single when single.TryGetValue<bool>(out var flag) => flag,
        JsonValue single when single.TryGetValue<int>(out var number) => number,
        _ => (string)value!,
    };

    private static JsonObject Record(ErrorRecord error) => new()
    {
        ["message"] = error.Exception.Message,
        ["id"] = error.FullyQualifiedErrorId,
        ["category"] = error.CategoryInfo.Category.ToString(),
        ["line"] = error.InvocationInfo?.ScriptLineNumber ?? 0,
    };
}
