#Requires -RunAsAdministrator
# Windows Defender Firewall of the site acme-paris, device laptops: lets connections to the names below out.
# Rules that the machine has already let out what they name as well; see them with
#   Get-NetFirewallRule -Direction Outbound -Action Allow -Enabled True
# Written by Sallyport; what is changed by hand is lost.
# To install: powershell -ExecutionPolicy Bypass -File firewall.ps1  as an administrator.
# To remove, as an administrator:
#   Set-NetFirewallProfile -All -DefaultOutboundAction NotConfigured
#   and the two lines below that begin with Get-.
# Note: *.cloudfront.net [sophos-central/central fr:19] cannot be said here: the site leaves it out, and what needs it cannot be used
# Note: tf-presigned-url-eu-west-1-prod-*-bucket.s3.eu-west-1.amazonaws.com [sophos-central/ad-sync fr:97] cannot be said here: the site leaves it out, and what needs it cannot be used

$ErrorActionPreference = 'Stop'
# What an earlier script left.
Get-NetFirewallRule -Group 'Sallyport laptops' -ErrorAction SilentlyContinue | Remove-NetFirewallRule
Get-NetFirewallDynamicKeywordAddress -AllAutoResolve -ErrorAction SilentlyContinue | Where-Object { $_.Id -like '{25550759-*' } | Remove-NetFirewallDynamicKeywordAddress

New-NetFirewallDynamicKeywordAddress -Id '{25550759-55c8-c0b4-deb0-6558b373dd0e}' -Keyword 'az416426.vo.msecnd.net' -AutoResolve $true | Out-Null # sophos-central/central fr:17
New-NetFirewallRule -DisplayName 'Sallyport laptops: az416426.vo.msecnd.net TCP' -Group 'Sallyport laptops' -Direction Outbound -Action Allow -Protocol TCP -RemotePort 80,443 -RemoteDynamicKeywordAddresses '{25550759-55c8-c0b4-deb0-6558b373dd0e}' | Out-Null
New-NetFirewallDynamicKeywordAddress -Id '{25550759-8af7-55dd-f124-496ce41dcb79}' -Keyword 'central.sophos.com' -AutoResolve $true | Out-Null # sophos-central/central fr:13
New-NetFirewallRule -DisplayName 'Sallyport laptops: central.sophos.com TCP' -Group 'Sallyport laptops' -Direction Outbound -Action Allow -Protocol TCP -RemotePort 80,443 -RemoteDynamicKeywordAddresses '{25550759-8af7-55dd-f124-496ce41dcb79}' | Out-Null
New-NetFirewallDynamicKeywordAddress -Id '{25550759-fcb7-2b8b-937b-4ac5be0f4da2}' -Keyword 'cloud-assets.sophos.com' -AutoResolve $true | Out-Null # sophos-central/central fr:14
New-NetFirewallRule -DisplayName 'Sallyport laptops: cloud-assets.sophos.com TCP' -Group 'Sallyport laptops' -Direction Outbound -Action Allow -Protocol TCP -RemotePort 80,443 -RemoteDynamicKeywordAddresses '{25550759-fcb7-2b8b-937b-4ac5be0f4da2}' | Out-Null
New-NetFirewallDynamicKeywordAddress -Id '{25550759-6acf-1775-f787-bcc327a4d2e9}' -Keyword 'dc.services.visualstudio.com' -AutoResolve $true | Out-Null # sophos-central/central fr:18
New-NetFirewallRule -DisplayName 'Sallyport laptops: dc.services.visualstudio.com TCP' -Group 'Sallyport laptops' -Direction Outbound -Action Allow -Protocol TCP -RemotePort 80,443 -RemoteDynamicKeywordAddresses '{25550759-6acf-1775-f787-bcc327a4d2e9}' | Out-Null
New-NetFirewallDynamicKeywordAddress -Id '{25550759-e780-63d6-aebc-d0e4eb663835}' -Keyword 'downloads.sophos.com' -AutoResolve $true | Out-Null # sophos-central/central fr:16
New-NetFirewallRule -DisplayName 'Sallyport laptops: downloads.sophos.com TCP' -Group 'Sallyport laptops' -Direction Outbound -Action Allow -Protocol TCP -RemotePort 80,443 -RemoteDynamicKeywordAddresses '{25550759-e780-63d6-aebc-d0e4eb663835}' | Out-Null
New-NetFirewallDynamicKeywordAddress -Id '{25550759-d8be-d27d-6006-653979db66c2}' -Keyword 'kinesis.us-west-2.amazonaws.com' -AutoResolve $true | Out-Null # sophos-central/mtr fr:131
New-NetFirewallRule -DisplayName 'Sallyport laptops: kinesis.us-west-2.amazonaws.com TCP' -Group 'Sallyport laptops' -Direction Outbound -Action Allow -Protocol TCP -RemotePort 80,443 -RemoteDynamicKeywordAddresses '{25550759-d8be-d27d-6006-653979db66c2}' | Out-Null
New-NetFirewallDynamicKeywordAddress -Id '{25550759-0dd9-422d-a452-0adcc6a2dcbe}' -Keyword 'prod.endpointintel.darkbytes.io' -AutoResolve $true | Out-Null # sophos-central/mtr fr:130
New-NetFirewallRule -DisplayName 'Sallyport laptops: prod.endpointintel.darkbytes.io TCP' -Group 'Sallyport laptops' -Direction Outbound -Action Allow -Protocol TCP -RemotePort 80,443 -RemoteDynamicKeywordAddresses '{25550759-0dd9-422d-a452-0adcc6a2dcbe}' | Out-Null
New-NetFirewallDynamicKeywordAddress -Id '{25550759-e2e5-4d52-3dfd-2316a13a2739}' -Keyword 'sophos.com' -AutoResolve $true | Out-Null # sophos-central/central fr:15
New-NetFirewallRule -DisplayName 'Sallyport laptops: sophos.com TCP' -Group 'Sallyport laptops' -Direction Outbound -Action Allow -Protocol TCP -RemotePort 80,443 -RemoteDynamicKeywordAddresses '{25550759-e2e5-4d52-3dfd-2316a13a2739}' | Out-Null
New-NetFirewallDynamicKeywordAddress -Id '{25550759-601f-244e-b558-4d28329bf9dd}' -Keyword 'licence.example.net' -AutoResolve $true | Out-Null # site:6 ticket 1235 # urgent
New-NetFirewallRule -DisplayName 'Sallyport laptops: licence.example.net TCP' -Group 'Sallyport laptops' -Direction Outbound -Action Allow -Protocol TCP -RemotePort 443,8443 -RemoteDynamicKeywordAddresses '{25550759-601f-244e-b558-4d28329bf9dd}' | Out-Null
New-NetFirewallRule -DisplayName 'Sallyport laptops: licence.example.net UDP' -Group 'Sallyport laptops' -Direction Outbound -Action Allow -Protocol UDP -RemotePort 5000 -RemoteDynamicKeywordAddresses '{25550759-601f-244e-b558-4d28329bf9dd}' | Out-Null

# Without this line, what no rule names passes.
Set-NetFirewallProfile -All -Enabled True -DefaultOutboundAction Block
