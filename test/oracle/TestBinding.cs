// A compiled cmdlet with one parameter of every kind that the product's commands have, so that its binder is compared with the real one.
using System.Management.Automation;

namespace Oracle;

[Cmdlet(VerbsDiagnostic.Test, "Binding", SupportsShouldProcess = true, DefaultParameterSetName = "ByName")]
public sealed class TestBinding : PSCmdlet
{
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "ByName")]
    [Alias("Name", "ServerName")]
    [ValidateNotNullOrEmpty]
    public string? SiteSystemServerName { get; set; }

    [Parameter(Mandatory = true, ParameterSetName = "ByNumber")]
    public int Id { get; set; }

    [Parameter]
    public string? SiteCode { get; set; }

    [Parameter]
    public bool EnableProxy { get; set; }

    [Parameter]
    [ValidateRange(1, 65535)]
    public uint ProxyServerPort { get; set; }

    [Parameter]
    [ValidateSet("table", "plain", "json", "csv")]
    public string? OutputFormat { get; set; }

    [Parameter]
    public string[]? Server { get; set; }

    [Parameter]
    public DateTime NotBefore { get; set; }

    [Parameter]
    public TimeSpan Wait { get; set; }

    [Parameter]
    [AllowNull]
    public Version? ProxyAccessAccount { get; set; }

    [Parameter]
    public SwitchParameter PassThru { get; set; }

    protected override void ProcessRecord()
    {
        ShouldProcess(SiteSystemServerName, "Test");
        WriteObject(new Dictionary<string, object?>(MyInvocation.BoundParameters));
    }
}
