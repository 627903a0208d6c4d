// Compiled cmdlets that take objects from the pipeline, so that the binding of objects is compared with the real one.
using System.Management.Automation;

namespace Oracle;

/// <summary>Stands for an IResultObject: nothing else converts to it.</summary>
public sealed class Row
{
    private Row(string name) => RoleName = name;

    public string RoleName { get; }

    public static Row Create(string name) => new(name);
}

[Cmdlet(VerbsDiagnostic.Test, "Piping", SupportsShouldProcess = true, DefaultParameterSetName = "ByValue")]
public sealed class TestPiping : PSCmdlet
{
    [Parameter(Mandatory = true, ParameterSetName = "ByValue", ValueFromPipeline = true)]
    [Alias("SiteSystemServer")]
    public Row? InputObject { get; set; }

    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "ByName", ValueFromPipelineByPropertyName = true)]
    [Alias("Name", "ServerName")]
    [ValidateNotNullOrEmpty]
    public string? SiteSystemServerName { get; set; }

    [Parameter(ParameterSetName = "ByName", ValueFromPipelineByPropertyName = true)]
    public string? SiteCode { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string? Note { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true)]
    public bool EnableProxy { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateRange(1, 65535)]
    public uint ProxyServerPort { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("Servers")]
    public string[]? Server { get; set; }

    [Parameter]
    public SwitchParameter PassThru { get; set; }

    protected override void ProcessRecord()
    {
        var bound = MyInvocation.BoundParameters.ToDictionary(
            pair => pair.Key,
            pair => pair.Value is Row row ? (object)$"row {row.RoleName}" : pair.Value);
        WriteObject(bound);
    }
}

[Cmdlet(VerbsDiagnostic.Test, "PipedText", SupportsShouldProcess = true)]
public sealed class TestPipedText : PSCmdlet
{
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    public string? Name { get; set; }

    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true)]
    public int Id { get; set; }

    [Parameter(ValueFromPipeline = true)]
    public int Count { get; set; }

    protected override void ProcessRecord() => WriteObject(new Dictionary<string, object?>(MyInvocation.BoundParameters));
}
