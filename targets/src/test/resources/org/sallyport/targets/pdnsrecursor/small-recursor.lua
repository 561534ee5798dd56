-- Names that acme-paris lets through, for the device dns. Written by Sallyport; what is changed by hand is lost.
-- To install: cp recursor.lua allow.rpz deny.rpz /etc/powerdns/ and systemctl restart pdns-recursor;
--   recursor.conf has to say lua-config-file=/etc/powerdns/recursor.lua, as Debian's does.
-- To remove: take the lines from assert on out again, restart, rm /etc/powerdns/allow.rpz /etc/powerdns/deny.rpz.

dofile("/usr/share/pdns-recursor/lua-config/rootkeys.lua")

-- without its file a policy is left out, and without deny.rpz nothing is stopped: rather no start
assert(io.open("/etc/powerdns/allow.rpz"))
assert(io.open("/etc/powerdns/deny.rpz"))

rpzFile("/etc/powerdns/allow.rpz")
rpzFile("/etc/powerdns/deny.rpz")
