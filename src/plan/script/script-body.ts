// The part of a script that is the same for every plan: it takes its values from $steps alone.

/** Functions that take one step: its live record, whether it is as wanted, and its write. */
export const scriptFunctions = `function Get-PropertyOf {
    param($Row, [string]$PropertyName, [string]$Field)
    foreach ($property in $Row.Props) {
        if ($property.PropertyName -ceq $PropertyName) { return $property.$Field }
    }
}

function Get-LiveRecord {
    param($Step)
    $search = @{ SiteSystemServerName = $Step.Server; SiteCode = $Step.SiteCode; DisableWildcardHandling = $true }
    if ($Step.Kind -eq 'SiteSystem') { $rows = @(Get-CMSiteSystemServer @search) } else { $rows = @(Get-CMSoftwareUpdatePoint @search) }
    if ($rows.Count -ne 1) { throw ('{0}/{1} ({2}): found {3} times, not once. It may not be visible to this account.' -f $Step.SiteCode, $Step.Server, $Step.Kind, $rows.Count) }
    $row = $rows[0]
    $useProxy = [int](Get-PropertyOf -Row $row -PropertyName 'UseProxy' -Field 'Value') -ne 0
    if ($Step.Kind -eq 'SoftwareUpdatePoint') {
        return @{ UseProxy = $useProxy; UseProxyForADR = ([int](Get-PropertyOf -Row $row -PropertyName 'UseProxyForADR' -Field 'Value') -ne 0) }
    }
    $account = ''
    if ([int](Get-PropertyOf -Row $row -PropertyName 'AnonymousProxyAccess' -Field 'Value') -eq 0) { $account = [string](Get-PropertyOf -Row $row -PropertyName 'ProxyUserName' -Field 'Value2') }
    return @{
        EnableProxy = $useProxy
        ProxyServerName = [string](Get-PropertyOf -Row $row -PropertyName 'ProxyName' -Field 'Value2')
        ProxyServerPort = [int](Get-PropertyOf -Row $row -PropertyName 'ProxyServerPort' -Field 'Value')
        Account = $account
    }
}

function Test-SameRecord {
    param($Step, $Found, $Wanted)
    if ($Step.Kind -eq 'SoftwareUpdatePoint') {
        return ($Found.UseProxy -eq $Wanted.UseProxy) -and ($Found.UseProxyForADR -eq $Wanted.UseProxyForADR)
    }
    if ($Found.EnableProxy -ne $Wanted.EnableProxy) { return $false }
    if (-not $Wanted.EnableProxy) { return $true }
    return ($Found.ProxyServerName.TrimEnd('.') -eq $Wanted.ProxyServerName.TrimEnd('.')) -and ($Found.ProxyServerPort -eq $Wanted.ProxyServerPort) -and (($null -eq $Wanted.Account) -or ($Found.Account -eq $Wanted.Account))
}

function Format-Record {
    param($Step, $Record)
    if ($Step.Kind -eq 'SoftwareUpdatePoint') { return ('UseProxy {0}, UseProxyForADR {1}' -f $Record.UseProxy, $Record.UseProxyForADR) }
    return ('EnableProxy {0}, {1}:{2}, account "{3}"' -f $Record.EnableProxy, $Record.ProxyServerName, $Record.ProxyServerPort, $Record.Account)
}

function Set-LiveRecord {
    param($Step)
    $target = @{ SiteSystemServerName = $Step.Server; SiteCode = $Step.SiteCode; DisableWildcardHandling = $true }
    if ($Step.Kind -eq 'SoftwareUpdatePoint') {
        Set-CMSoftwareUpdatePoint @target -UseProxy $Step.Want.UseProxy -UseProxyForAutoDeploymentRule $Step.Want.UseProxyForADR
        return
    }
    if (-not $Step.Want.EnableProxy) {
        Set-CMSiteSystemServer @target -EnableProxy $false
        return
    }
    $proxy = @{ EnableProxy = $true; ProxyServerName = $Step.Want.ProxyServerName; ProxyServerPort = $Step.Want.ProxyServerPort }
    if ($Step.Want.Account -ne '') {
        $accounts = @(Get-CMAccount -UserName $Step.Want.Account -SiteCode $Step.AccountSite -DisableWildcardHandling)
        if ($accounts.Count -eq 0) { throw ('The account {0} does not exist at site {1}. Nothing was written to {2}/{3}.' -f $Step.Want.Account, $Step.AccountSite, $Step.SiteCode, $Step.Server) }
        $proxy.ProxyAccessAccount = $accounts[0]
    }
    Set-CMSiteSystemServer @target @proxy
}

function Test-WriteNeeded {
    param($Step)
    $found = Get-LiveRecord -Step $Step
    if (Test-SameRecord -Step $Step -Found $found -Wanted $Step.Want) { return $false }
    if (Test-SameRecord -Step $Step -Found $found -Wanted $Step.Expect) { return $true }
    throw ('{0}/{1} changed since the plan. Expected: {2}. Found: {3}. Nothing was written to it.' -f $Step.SiteCode, $Step.Server, (Format-Record -Step $Step -Record $Step.Expect), (Format-Record -Step $Step -Record $found))
}`;

export const scriptBody = `${scriptFunctions}

foreach ($step in $steps) {
    if ($step.Kind -ne 'Account') { Test-WriteNeeded -Step $step | Out-Null }
}

foreach ($step in $steps) {
    if ($step.Kind -eq 'Account') {
        if (-not (Get-CMAccount -UserName $step.UserName -SiteCode $step.SiteCode -DisableWildcardHandling)) {
            $password = Read-Host -Prompt ('Password of {0}' -f $step.UserName) -AsSecureString
            New-CMAccount -UserName $step.UserName -Password $password -SiteCode $step.SiteCode -DisableWildcardHandling | Out-Null
        }
        continue
    }
    if (-not (Test-WriteNeeded -Step $step)) { continue }
    Set-LiveRecord -Step $step
    $deadline = (Get-Date).AddSeconds(60)
    while (-not (Test-SameRecord -Step $step -Found (Get-LiveRecord -Step $step) -Wanted $step.Want)) {
        if ((Get-Date) -gt $deadline) { throw ('{0}/{1}: the change was accepted and is not read back after 60 seconds.' -f $step.SiteCode, $step.Server) }
        Start-Sleep -Milliseconds 500
    }
}
exit 0`;
