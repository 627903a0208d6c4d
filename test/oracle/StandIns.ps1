# Commands that live outside the engine's own package, reduced to what tested scripts need of them.
# What they print is no evidence about the real ones: the language, the binding, errors and WhatIf around them are real.
function Write-Output {
  [CmdletBinding()] param([Parameter(Position = 0, ValueFromPipeline = $true, ValueFromRemainingArguments = $true)] $InputObject, [switch] $NoEnumerate)
  process { $InputObject }
}
function Write-Error {
  [CmdletBinding()] param([Parameter(Position = 0, Mandatory = $true)] [string] $Message, [string] $ErrorId = 'WriteError', [string] $Category = 'NotSpecified', $TargetObject)
  $PSCmdlet.WriteError([System.Management.Automation.ErrorRecord]::new([Exception]::new($Message), $ErrorId, $Category, $TargetObject))
}
function Write-Warning { [CmdletBinding()] param([Parameter(Position = 0, Mandatory = $true)] [string] $Message) $PSCmdlet.WriteWarning($Message) }
function Write-Verbose { [CmdletBinding()] param([Parameter(Position = 0, Mandatory = $true)] [string] $Message) $PSCmdlet.WriteVerbose($Message) }
function Write-Debug { [CmdletBinding()] param([Parameter(Position = 0, Mandatory = $true)] [string] $Message) $PSCmdlet.WriteDebug($Message) }
function Write-Information { [CmdletBinding()] param([Parameter(Position = 0)] $MessageData, [string[]] $Tags) $PSCmdlet.WriteInformation($MessageData, $Tags) }
function Write-Host { [CmdletBinding()] param([Parameter(Position = 0)] $Object) $Host.UI.WriteLine("$Object") }
function Select-Object {
  [CmdletBinding()] param([Parameter(Position = 0)] [string[]] $Property, [int] $First = -1, [string] $ExpandProperty, [Parameter(ValueFromPipeline = $true)] $InputObject)
  begin { $seen = 0 }
  process {
    if ($First -ge 0 -and $seen -ge $First) { return }
    $seen++
    if ($ExpandProperty) { $InputObject.$ExpandProperty }
    elseif ($Property) { $made = [ordered]@{}; foreach ($name in $Property) { $made[$name] = $InputObject.$name }; [pscustomobject]$made }
    else { $InputObject }
  }
}
function New-Object { [CmdletBinding()] param([Parameter(Position = 0, Mandatory = $true)] [type] $TypeName, [Parameter(Position = 1)] [object[]] $ArgumentList = @()) [Activator]::CreateInstance($TypeName, $ArgumentList) }
# Sleeping takes no time and moves the clock, so that a script that waits for something comes to its end at once.
$global:StandInClock = [DateTime]::new(2026, 11, 23, 10, 0, 0)
function Start-Sleep { [CmdletBinding()] param([Parameter(Position = 0)] [double] $Seconds, [double] $Milliseconds) $global:StandInClock = $global:StandInClock.AddSeconds($Seconds).AddMilliseconds($Milliseconds) }
function Get-Date { [CmdletBinding()] param([string] $Format) if ($Format) { $global:StandInClock.ToString($Format) } else { $global:StandInClock } }
function Read-Host {
  [CmdletBinding()] param([Parameter(Position = 0)] [string] $Prompt, [switch] $AsSecureString)
  $Host.UI.WriteLine("${Prompt}: ")
  $answer = $Host.UI.ReadLine()
  if (-not $AsSecureString) { return $answer }
  $secret = [System.Security.SecureString]::new()
  foreach ($character in $answer.ToCharArray()) { $secret.AppendChar($character) }
  $secret
}
$global:StandInLocation = [System.Collections.Generic.Stack[string]]::new([string[]]@('/'))
function Get-Location { [CmdletBinding()] param() [pscustomobject]@{Path = $global:StandInLocation.Peek()} }
function Set-Location { [CmdletBinding()] param([Parameter(Position = 0)] [Alias('LiteralPath')] [string] $Path) $null = $global:StandInLocation.Pop(); $global:StandInLocation.Push($Path) }
function Push-Location { [CmdletBinding()] param([Parameter(Position = 0)] [Alias('LiteralPath')] [string] $Path) $global:StandInLocation.Push($(if ($Path) { $Path } else { $global:StandInLocation.Peek() })) }
function Pop-Location { [CmdletBinding()] param() $null = $global:StandInLocation.Pop() }
function Join-Path { [CmdletBinding()] param([Parameter(Position = 0)] [string] $Path, [Parameter(Position = 1)] [string] $ChildPath) [IO.Path]::Combine($Path, $ChildPath) }
function Split-Path { [CmdletBinding()] param([Parameter(Position = 0)] [string] $Path, [switch] $Parent, [switch] $Leaf) if ($Leaf) { [IO.Path]::GetFileName($Path) } else { [IO.Path]::GetDirectoryName($Path) } }
function Test-Path { [CmdletBinding()] param([Parameter(Position = 0)] [Alias('LiteralPath')] [string] $Path) [IO.Path]::Exists($Path) }
