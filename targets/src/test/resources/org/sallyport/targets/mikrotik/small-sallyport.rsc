# What acme-paris lets through, for the device branch. Written by Sallyport; what is changed by hand is lost.
# The router compares addresses: whatever shares one with a name of the list passes as well.
# To install: upload, then  /import file-name=sallyport.rsc
#   Rules that accept new connections must not stand before these in the chain forward.
# To remove: the four lines with remove in this file, those of the filter first.
# Note: tf-presigned-url-eu-west-1-prod-*-bucket.s3.eu-west-1.amazonaws.com [sophos-central/ad-sync fr:97] cannot be said here: the document's own wider *.s3.eu-west-1.amazonaws.com stands for it, and lets through a.s3.eu-west-1.amazonaws.com too
/ip firewall address-list remove [find comment~"^sallyport:"]
/ip dns static remove [find comment~"^sallyport:"]
/ip firewall address-list
add list=sallyport-1 address=time.example.net comment="sallyport: site:8 ticket 1236"
add list=sallyport-3 address=mail.example.org comment="sallyport: site:7 ticket 1235"
add list=sallyport-4 address=az416426.vo.msecnd.net comment="sallyport: sophos-central/central fr:17"
add list=sallyport-4 address=dc.services.visualstudio.com comment="sallyport: sophos-central/central fr:18"
add list=sallyport-4 address=kinesis.us-west-2.amazonaws.com comment="sallyport: sophos-central/mtr fr:131"
add list=sallyport-4 address=prod.endpointintel.darkbytes.io comment="sallyport: sophos-central/mtr fr:130"
add list=sallyport-4 address=sophos.com comment="sallyport: sophos-central/central fr:15"
/ip dns static
add type=FWD match-subdomain=yes forward-to=192.0.2.53 address-list=sallyport-2 name=example.org comment="sallyport: site:6 ticket 1234: caf. \"\$x\""
add type=FWD match-subdomain=yes forward-to=192.0.2.53 address-list=sallyport-4 name=cloudfront.net comment="sallyport: sophos-central/central fr:19"
add type=FWD match-subdomain=yes forward-to=192.0.2.53 address-list=sallyport-4 name=s3.eu-west-1.amazonaws.com comment="sallyport: sophos-central/ad-sync fr:97"
add type=FWD match-subdomain=yes forward-to=192.0.2.53 address-list=sallyport-4 name=sophos.com comment="sallyport: sophos-central/central fr:20"
/ip firewall filter remove [find comment~"^sallyport:"]
/ip firewall filter
add chain=forward action=accept connection-state=established,related comment="sallyport: answers"
add chain=forward action=accept protocol=udp dst-port=123 dst-address-list=sallyport-1 comment="sallyport: sallyport-1"
add chain=forward action=accept protocol=tcp dst-port=443 dst-address-list=sallyport-2 comment="sallyport: sallyport-2"
add chain=forward action=accept protocol=tcp dst-port=465,587 dst-address-list=sallyport-3 comment="sallyport: sallyport-3"
add chain=forward action=accept protocol=tcp dst-port=80,443 dst-address-list=sallyport-4 comment="sallyport: sallyport-4"
add chain=forward action=drop comment="sallyport: everything else"
/ipv6 firewall filter remove [find comment~"^sallyport:"]
/ipv6 firewall filter add chain=forward action=drop comment="sallyport: names pass over IPv4 only"
