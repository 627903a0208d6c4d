// The host that a tested script meets: keeps every line that would be seen, answers prompts from a list, and refuses the rest.
using System.Collections.ObjectModel;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;
using System.Text;

namespace Oracle;

internal sealed class ScriptHost(IEnumerable<string> answers) : PSHost
{
    private readonly ScriptScreen _screen = new(new Queue<string>(answers));

    internal IReadOnlyList<string> Lines => _screen.Lines;

    public override CultureInfo CurrentCulture => CultureInfo.InvariantCulture;
    public override CultureInfo CurrentUICulture => CultureInfo.InvariantCulture;
    public override Guid InstanceId { get; } = Guid.NewGuid();
    public override string Name => "oracle";
    public override Version Version => new(1, 0);
    public override PSHostUserInterface UI => _screen;

    public override void EnterNestedPrompt() => throw new NotSupportedException("no nested prompt");
    public override void ExitNestedPrompt() => throw new NotSupportedException("no nested prompt");
    public override void NotifyBeginApplication() { }
    public override void NotifyEndApplication() { }
    public override void SetShouldExit(int exitCode) { }
}

internal sealed class ScriptScreen(Queue<string> answers) : PSHostUserInterface
{
    private readonly StringBuilder _begun = new();
    private readonly List<string> _lines = [];

    internal IReadOnlyList<string> Lines => _begun.Length == 0 ? _lines : [.. _lines, _begun.ToString()];

    public override PSHostRawUserInterface? RawUI => null;

    public override void Write(string value) => _begun.Append(value);
    public override void Write(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value) => Write(value);

    public override void WriteLine(string value)
    {
        _lines.Add(_begun.Append(value).ToString());
        _begun.Clear();
    }

    public override void WriteErrorLine(string value) => WriteLine(value);
    public override void WriteDebugLine(string message) => WriteLine($"DEBUG: {message}");
    public override void WriteVerboseLine(string message) => WriteLine($"VERBOSE: {message}");
    public override void WriteWarningLine(string message) => WriteLine($"WARNING: {message}");
    public override void WriteProgress(long sourceId, ProgressRecord record) { }

    public override string ReadLine() => Next("ReadLine");

    public override int PromptForChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice)
    {
        WriteLine(caption);
        WriteLine(message);
        var answer = Next(message);
        var labels = choices.Select(choice => choice.Label.Replace("&", "")).ToList();
        return labels.FindIndex(label => label.Equals(answer, StringComparison.OrdinalIgnoreCase));
    }

    public override Dictionary<string, PSObject> Prompt(string caption, string message, Collection<FieldDescription> descriptions) =>
        descriptions.ToDictionary(field => field.Name, field => PSObject.AsPSObject(Next(field.Name)));

    public override SecureString ReadLineAsSecureString() => throw NonInteractive();
    public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName) => throw NonInteractive();
    public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName, PSCredentialTypes allowed, PSCredentialUIOptions options) => throw NonInteractive();

    private string Next(string what) => answers.TryDequeue(out var answer) ? answer : throw NonInteractive();

    private static PSInvalidOperationException NonInteractive() =>
        new("PowerShell is in NonInteractive mode. Read and Prompt functionality is not available.");
}
