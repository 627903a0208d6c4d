// The loop: one JSON request a line on standard input, one JSON answer a line on standard output, until the input ends.
using System.Text.Json;
using System.Text.Json.Nodes;
using Oracle;

// Before the engine is touched: it would otherwise report its use to its makers and keep a cache of modules.
Environment.SetEnvironmentVariable("POWERSHELL_TELEMETRY_OPTOUT", "1");
Environment.SetEnvironmentVariable("PSModulePath", "");
Environment.SetEnvironmentVariable("PSModuleAnalysisCachePath", OperatingSystem.IsWindows() ? "nul" : "/dev/null");

using var input = new StreamReader(Console.OpenStandardInput());
using var output = new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true };

while (input.ReadLine() is { } line)
{
    output.WriteLine(Answer(line).ToJsonString());
}

static JsonObject Answer(string line)
{
    JsonNode? id = null;
    try
    {
        var request = JsonNode.Parse(line)!.AsObject();
        id = request["id"]?.DeepClone();
        var answer = (string?)request["op"] switch
        {
            "version" => new JsonObject { ["version"] = EngineVersion() },
            "parse" => ParseText.Answer((string)request["text"]!),
            "run" => RunScript.Answer(request),
            var other => throw new JsonException($"no operation '{other}'"),
        };
        answer["id"] = id;
        return answer;
    }
    catch (Exception problem)
    {
        return new JsonObject { ["id"] = id, ["problem"] = problem.ToString() };
    }
}

static string EngineVersion() =>
    System.Diagnostics.FileVersionInfo.GetVersionInfo(typeof(System.Management.Automation.PSObject).Assembly.Location).ProductVersion ?? "unknown";
