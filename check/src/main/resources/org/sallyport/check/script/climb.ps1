# ---- the code: the same in every script ----

Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'

if ([string] $ExecutionContext.SessionState.LanguageMode -ne 'FullLanguage') {
    Write-Warning 'This machine restricts PowerShell (constrained language mode); this script cannot run here.'
    exit 2
}

$atOnce = 16

# One climb: runs beside others, in a runspace of its own, and puts out one line.
$climb = {
    param($number, $aim, [int] $limit, [bool] $serversHere, $held)

    Set-StrictMode -Version 2.0
    $ErrorActionPreference = 'Stop'

    $name = [string] $aim[0]
    $port = [int] $aim[1]
    $speech = [string] $aim[2]
    $path = [string] $aim[3]
    $expected = [string] $aim[4]
    $owner = [string] $aim[5]
    $longestAnswer = 65536
    $longestSeen = 400
    $octetsAsCharacters = [System.Text.Encoding]::GetEncoding(28591)
    # Windows PowerShell 5.1 has to be told what it may speak; later ones leave it to the system.
    $protocols = [System.Security.Authentication.SslProtocols] 3072
    if ($PSVersionTable.PSVersion.Major -ge 6) {
        $protocols = [System.Security.Authentication.SslProtocols] 0
    }
    $state = @{ steps = ''; watch = [System.Diagnostics.Stopwatch]::StartNew(); address = $null; client = $null; stream = $null }

    # What a server said is hostile: ASCII stays, anything else is written as its number.
    function Get-Escaped([string] $text) {
        if ($text.Length -gt $longestSeen) {
            $text = $text.Substring(0, $longestSeen)
        }
        $escaped = New-Object System.Text.StringBuilder
        foreach ($character in $text.ToCharArray()) {
            $code = [int] $character
            if ($code -lt 32 -or $code -gt 126 -or $code -eq 34 -or $code -eq 92) {
                [void] $escaped.Append('\u').Append($code.ToString('x4'))
            } else {
                [void] $escaped.Append($character)
            }
        }
        return $escaped.ToString()
    }

    # Writes a rung down.
    function Add-Step([string] $rung, [string] $fault, [string] $seen) {
        $took = [string] [int64] $state.watch.ElapsedMilliseconds
        $state.watch.Restart()
        if ($state.steps -ne '') {
            $state.steps += ','
        }
        $state.steps += '{"rung":"' + $rung + '","milliseconds":' + $took + ',"fault":"' + $fault + '","seen":"' + (Get-Escaped $seen) + '"}'
    }

    # The number of the error of the socket that is behind an error; 0 where there is none.
    function Get-SocketError($thrown) {
        $cause = $thrown.Exception
        while ($null -ne $cause) {
            if ($cause -is [System.Net.Sockets.SocketException]) {
                return [int] $cause.SocketErrorCode
            }
            $cause = $cause.InnerException
        }
        return 0
    }

    # Says the innermost message of an error.
    function Get-Reason($thrown) {
        $cause = $thrown.Exception
        while ($null -ne $cause.InnerException) {
            $cause = $cause.InnerException
        }
        return [string] $cause.Message
    }

    # From now on the connection is closed when the time for the rung is over, by whoever started this climb.
    function Start-Rung($client) {
        $client.ReceiveTimeout = $limit
        $client.SendTimeout = $limit
        $held[$number] = @($client, ([System.DateTime]::UtcNow.Ticks + [int64] $limit * 10000))
    }

    # Whether an error came because the time was over: 10060 timed out, 10035 would block.
    function Test-Late($thrown) {
        $code = Get-SocketError $thrown
        return ($state.watch.ElapsedMilliseconds -ge $limit -or $code -eq 10060 -or $code -eq 10035)
    }

    # Whether an address is that of no server.
    function Test-Sinkhole($address) {
        if ($address.IsIPv4MappedToIPv6) {
            $address = $address.MapToIPv4()
        }
        if ([System.Net.IPAddress]::IsLoopback($address)) {
            return (-not $serversHere)
        }
        if ($address.Equals([System.Net.IPAddress]::Any) -or $address.Equals([System.Net.IPAddress]::IPv6Any)) {
            return $true
        }
        if ($address.IsIPv6LinkLocal -or $address.IsIPv6Multicast) {
            return $true
        }
        $octets = $address.GetAddressBytes()
        if ($octets.Length -ne 4) {
            return $false
        }
        $three = '{0}.{1}.{2}' -f $octets[0], $octets[1], $octets[2]
        return (($octets[0] -eq 169 -and $octets[1] -eq 254) -or ($octets[0] -ge 224 -and $octets[0] -le 239) -or
            $three -eq '192.0.2' -or $three -eq '198.51.100' -or $three -eq '203.0.113')
    }

    # Puts out the addresses, those of IPv4 first; none where there is a fault.
    function Get-Address {
        $found = @()
        try {
            $task = [System.Net.Dns]::GetHostAddressesAsync($name)
            if (-not $task.Wait($limit)) {
                Add-Step 'dns' 'dns-timeout' ''
                return
            }
            $found = @($task.Result)
        } catch {
            $code = Get-SocketError $_
            # 11002: no name server could say; 11003: it will not
            if ($code -eq 11002 -or $code -eq 11003) {
                Add-Step 'dns' 'dns-failed' (Get-Reason $_)
            } elseif ($code -eq 10060) {
                Add-Step 'dns' 'dns-timeout' ''
            } else {
                Add-Step 'dns' 'no-address' (Get-Reason $_)
            }
            return
        }
        $sorted = New-Object System.Collections.ArrayList
        foreach ($family in @('InterNetwork', 'InterNetworkV6')) {
            foreach ($address in $found) {
                if ([string] $address.AddressFamily -eq $family -and $sorted.Count -lt 64 -and -not $sorted.Contains($address)) {
                    [void] $sorted.Add($address)
                }
            }
        }
        if ($sorted.Count -eq 0) {
            Add-Step 'dns' 'no-address' ''
            return
        }
        $texts = @()
        $servers = 0
        foreach ($address in $sorted) {
            $texts += $address.ToString()
            if (-not (Test-Sinkhole $address)) {
                $servers++
            }
        }
        if ($servers -eq 0) {
            Add-Step 'dns' 'sinkhole' ($texts -join ' ')
            return
        }
        Add-Step 'dns' '' ($texts -join ' ')
        foreach ($address in $sorted) {
            Write-Output $address
        }
    }

    # Keeps the connection to the first address that accepts.
    function Connect-Server($addresses) {
        $firstFault = ''
        $firstAddress = ''
        for ($i = 0; $i -lt $addresses.Count; $i++) {
            $address = $addresses[$i]
            $left = $limit - [int] $state.watch.ElapsedMilliseconds
            # the last address gets what the others leave
            if ($i -lt $addresses.Count - 1) {
                $left = $left -shr 1
            }
            $left = [System.Math]::Max(1, $left)
            $client = $null
            $fault = 'tcp-timeout'
            try {
                $client = New-Object System.Net.Sockets.TcpClient -ArgumentList $address.AddressFamily
                $pending = $client.BeginConnect($address, $port, $null, $null)
                if ($pending.AsyncWaitHandle.WaitOne($left)) {
                    $client.EndConnect($pending)
                    $state.client = $client
                    $state.stream = $client.GetStream()
                    $state.address = $address
                    Add-Step 'tcp' '' ($address.ToString())
                    return
                }
            } catch {
                switch (Get-SocketError $_) {
                    10013 { $fault = 'tcp-refused' }
                    10061 { $fault = 'tcp-refused' }
                    10060 { $fault = 'tcp-timeout' }
                    10047 { $fault = 'unreachable' }
                    10049 { $fault = 'unreachable' }
                    10050 { $fault = 'unreachable' }
                    10051 { $fault = 'unreachable' }
                    10064 { $fault = 'unreachable' }
                    10065 { $fault = 'unreachable' }
                    default { $fault = 'tcp-reset' }
                }
            }
            if ($null -ne $client) {
                $client.Close()
            }
            if ($firstFault -eq '') {
                $firstFault = $fault
                $firstAddress = $address.ToString()
            }
        }
        Add-Step 'tcp' $firstFault $firstAddress
    }

    # A number as two octets.
    function Get-Pair([int] $value) {
        Write-Output ($value -shr 8)
        Write-Output ($value -band 255)
    }

    # The first message of TLS 1.2 (RFC 5246, 7.4.1.2), with the name (RFC 6066, 3).
    function Get-Hello {
        $ascii = [System.Text.Encoding]::ASCII.GetBytes($name)
        $length = $ascii.Length
        $names = @(0, 0) + @(Get-Pair ($length + 5)) + @(Get-Pair ($length + 3)) + @(0) + @(Get-Pair $length) + $ascii
        $groups = @(0, 10, 0, 8, 0, 6, 0, 29, 0, 23, 0, 24, 0, 11, 0, 2, 1, 0)
        $signatures = @(0, 13, 0, 14, 0, 12, 4, 3, 5, 3, 8, 4, 4, 1, 5, 1, 2, 1)
        $extensions = $names + $groups + $signatures
        $random = New-Object 'byte[]' 32
        (New-Object System.Random).NextBytes($random)
        $suites = @(0, 16, 192, 43, 192, 47, 192, 44, 192, 48, 0, 156, 0, 157, 0, 47, 0, 53)
        $body = @(3, 3) + $random + @(0) + $suites + @(1, 0) + @(Get-Pair $extensions.Length) + $extensions
        $message = @(1, 0) + @(Get-Pair $body.Length) + $body
        return @(22, 3, 1) + @(Get-Pair $message.Length) + $message
    }

    # Why there is no TLS, by the first octet of the answer to a message of our own: what the system says of a handshake
    # that failed is in the language of the system.
    function Get-TlsFault {
        $state.watch.Restart()
        $client = $null
        try {
            $client = New-Object System.Net.Sockets.TcpClient -ArgumentList $state.address.AddressFamily
            Start-Rung $client
            $client.Connect($state.address, $port)
            $hello = [byte[]] (Get-Hello)
            $client.GetStream().Write($hello, 0, $hello.Length)
            $first = $client.GetStream().ReadByte()
            # 21: the server says why it will not; -1: it hangs up
            if ($first -eq -1 -or $first -eq 21) {
                return 'tls-reset'
            }
            return 'no-tls'
        } catch {
            if (Test-Late $_) {
                return 'tls-timeout'
            }
            return 'tls-reset'
        } finally {
            if ($null -ne $client) {
                $client.Close()
            }
        }
    }

    # Speaks TLS over the connection; the certificate is let through, and judged.
    function Start-Tls {
        $global:sallyportSeen = @{ errors = 0; statuses = @(); issuer = '' }
        $judge = [System.Net.Security.RemoteCertificateValidationCallback] {
            param($from, $certificate, $chain, $errors)
            $global:sallyportSeen.errors = [int] $errors
            if ($null -ne $certificate) {
                $global:sallyportSeen.issuer = [string] $certificate.Issuer
            }
            if ($null -ne $chain) {
                foreach ($status in $chain.ChainStatus) {
                    $global:sallyportSeen.statuses += [int] $status.Status
                }
            }
            return $true
        }
        Start-Rung $state.client
        try {
            $secured = New-Object System.Net.Security.SslStream -ArgumentList $state.stream, $false, $judge
            $secured.AuthenticateAsClient($name, $null, $protocols, $false)
            $state.stream = $secured
        } catch {
            $code = Get-SocketError $_
            if (Test-Late $_) {
                Add-Step 'tls' 'tls-timeout' ''
            } elseif ($code -eq 10053 -or $code -eq 10054) {
                Add-Step 'tls' 'tls-reset' (Get-Reason $_)
            } else {
                $reason = Get-Reason $_
                Add-Step 'tls' (Get-TlsFault) $reason
            }
            return $false
        }
        # the first thing that is wrong: the days (status 1), then who has signed (4), then the name (2)
        $seen = $global:sallyportSeen
        $fault = ''
        if ($seen.statuses -contains 1) {
            $fault = 'expired'
        } elseif (($seen.errors -band 4) -ne 0) {
            $fault = 'intercepted'
        } elseif (($seen.errors -band 2) -ne 0) {
            $fault = 'wrong-name'
        } elseif ($seen.errors -ne 0) {
            $fault = 'intercepted'
        }
        $protocol = ([string] $secured.SslProtocol).Replace('Tls1', 'TLSv1.')
        Add-Step 'tls' $fault ($protocol + ', ' + $seen.issuer)
        return ($fault -eq '')
    }

    # Whether an answer is whole, by its own word.
    function Test-Whole([string] $text) {
        $end = $text.IndexOf("`r`n`r`n")
        if ($end -lt 0) {
            return $false
        }
        $length = [string] (Get-Header ($text.Substring(0, $end)) 'content-length')
        return ([regex]::IsMatch($length, '^[0-9]{1,9}$') -and $text.Length -ge ($end + 4 + [int] $length))
    }

    # The first header of a name; empty where there is none.
    function Get-Header([string] $head, [string] $header) {
        foreach ($line in $head.Split("`n")) {
            if ($line.StartsWith($header + ':', [System.StringComparison]::OrdinalIgnoreCase)) {
                return $line.Substring($header.Length + 1).Trim()
            }
        }
        return ''
    }

    # Says the request, and puts out the answer, as much of it as is looked at.
    function Get-Answer {
        $asked = $path
        if ($asked -eq '') {
            $asked = '/'
        }
        $request = [System.Text.Encoding]::ASCII.GetBytes("GET $asked HTTP/1.1`r`nHost: $name`r`n" +
            "User-Agent: sallyport-check`r`nAccept: */*`r`nConnection: close`r`n`r`n")
        $state.stream.Write($request, 0, $request.Length)
        $state.stream.Flush()
        $text = New-Object System.Text.StringBuilder
        $buffer = New-Object 'byte[]' 8192
        while ($text.Length -lt $longestAnswer -and -not (Test-Whole $text.ToString())) {
            $count = $state.stream.Read($buffer, 0, $buffer.Length)
            if ($count -le 0) {
                break
            }
            [void] $text.Append($octetsAsCharacters.GetString($buffer, 0, $count))
        }
        return $text.ToString()
    }

    # Whether the answer sends to somebody else's server: a vendor sends from one of its own names to another.
    function Test-LeadsAway([string] $location) {
        $found = [regex]::Match($location, '^(?:[A-Za-z][A-Za-z0-9+.-]*:)?//([^/?#]*)')
        if (-not $found.Success) {
            return $false
        }
        $other = [regex]::Replace($found.Groups[1].Value, '^.*@|:[0-9]*$', '').ToLowerInvariant()
        $other = [regex]::Replace($other, '\.$', '')
        if ($other -eq '' -or $other -eq $name) {
            return $false
        }
        return -not ($owner -ne '' -and ($other -eq $owner -or $other.EndsWith('.' + $owner, [System.StringComparison]::Ordinal)))
    }

    # Asks for a page, and judges the answer.
    function Request-Page {
        Start-Rung $state.client
        try {
            $answer = [string] (Get-Answer)
        } catch {
            if (Test-Late $_) {
                Add-Step 'http' 'http-timeout' ''
            } else {
                Add-Step 'http' 'http-reset' (Get-Reason $_)
            }
            return
        }
        $found = [regex]::Match($answer, '^HTTP/1\.[01] ([1-9][0-9][0-9])[ \r]')
        if (-not $found.Success) {
            Add-Step 'http' 'no-http' ''
            return
        }
        $code = [int] $found.Groups[1].Value
        $head = $answer
        $body = ''
        $end = $answer.IndexOf("`r`n`r`n")
        if ($end -ge 0) {
            $head = $answer.Substring(0, $end)
            $body = $answer.Substring($end + 4)
        }
        $location = [string] (Get-Header $head 'location')
        $fault = ''
        if ($code -eq 407 -or $code -eq 511 -or ($code -eq 401 -and $path -eq '')) {
            $fault = 'log-in'
        } elseif ($expected -ne '') {
            $bare = [regex]::Replace($body, '[ \t\n\v\f\r\0"]', '').ToLowerInvariant()
            if (-not $bare.Contains($expected.ToLowerInvariant())) {
                $fault = 'other-answer'
            }
        } elseif (Test-LeadsAway $location) {
            $fault = 'log-in'
        }
        $seen = [string] $code
        if ($location -ne '') {
            $seen += ' ' + $location
        }
        Add-Step 'http' $fault $seen
    }

    try {
        $addresses = @(Get-Address)
        if ($addresses.Count -gt 0) {
            Connect-Server $addresses
        }
        if ($null -ne $state.client) {
            if ($speech -eq 'http') {
                Request-Page
            } elseif ($speech -eq 'tls') {
                $secure = Start-Tls
                if ($secure -and $path -ne '') {
                    Request-Page
                }
            }
        }
    } finally {
        $held[$number] = $null
        if ($null -ne $state.client) {
            $state.client.Close()
        }
    }
    Write-Output ('{"host":"' + $name + '","port":' + [string] $port + ',"steps":[' + $state.steps + ']}')
}

$began = [System.DateTime]::UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", [System.Globalization.CultureInfo]::InvariantCulture)
$held = [System.Collections.Hashtable]::Synchronized(@{})
$pool = [System.Management.Automation.Runspaces.RunspaceFactory]::CreateRunspacePool(1, $atOnce)
$pool.Open()
$jobs = New-Object System.Collections.ArrayList
$lines = New-Object System.Collections.ArrayList
$faults = 0
try {
    for ($number = 0; $number -lt $aims.Count; $number++) {
        $shell = [System.Management.Automation.PowerShell]::Create()
        $shell.RunspacePool = $pool
        [void] $shell.AddScript($climb.ToString(), $true).AddArgument($number).AddArgument($aims[$number])
        [void] $shell.AddArgument($limit).AddArgument($serversHere).AddArgument($held)
        [void] $jobs.Add(@{ number = $number; shell = $shell; pending = $shell.BeginInvoke() })
    }
    $ended = -1
    while ($ended -lt $jobs.Count) {
        $ended = 0
        foreach ($job in $jobs) {
            $entry = $held[$job.number]
            if ($job.pending.IsCompleted) {
                $ended++
            } elseif ($null -ne $entry -and [System.DateTime]::UtcNow.Ticks -gt $entry[1]) {
                $entry[0].Close()
            }
        }
        if ($ended -lt $jobs.Count) {
            Start-Sleep -Milliseconds 50
        }
    }
    [void] $lines.Add('{"sallyport":1,"site":"' + $site + '","shell":"powershell","host":"' +
        ([System.Environment]::MachineName -replace '[^A-Za-z0-9._-]', '_') + '","time":"' + $began + '"}')
    foreach ($job in $jobs) {
        $line = [string] (@($job.shell.EndInvoke($job.pending))[0])
        if ([regex]::IsMatch($line, '"fault":"[a-z]')) {
            $faults++
        }
        [void] $lines.Add($line)
    }
    [void] $lines.Add('{"end":' + [string] $jobs.Count + '}')
} finally {
    foreach ($job in $jobs) {
        $job.shell.Dispose()
    }
    $pool.Close()
}

if ($Out -ne '') {
    $file = $ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($Out)
    [System.IO.File]::WriteAllText($file, ($lines -join "`n") + "`n", [System.Text.Encoding]::ASCII)
    Write-Host ([string] ($jobs.Count - $faults) + ' of ' + [string] $jobs.Count + ' servers are reached')
} else {
    foreach ($line in $lines) {
        Write-Output $line
    }
}
if ($faults -gt 0) {
    exit 1
}
exit 0
