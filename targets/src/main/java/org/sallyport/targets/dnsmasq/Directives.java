package org.sallyport.targets.dnsmasq;

import java.util.Optional;
import java.util.Set;
import org.sallyport.core.proof.Line;

/** The directives beside {@code server}, {@code local}, {@code address} and {@code nftset}, by their part in what is resolved. */
final class Directives {

    /** Of no account for the addresses of other people's names. */
    private static final Set<String> IRRELEVANT = Set.of(
            "add-cpe-id",
            "add-mac",
            "add-subnet",
            "all-servers",
            "bind-dynamic",
            "bind-interfaces",
            "bogus-priv",
            "bridge-interface",
            "cache-rr",
            "cache-size",
            "clear-on-reload",
            "conntrack",
            "dns-forward-max",
            "dns-loop-detect",
            "domain",
            "dumpfile",
            "dumpmask",
            "edns-packet-max",
            "except-interface",
            "expand-hosts",
            "fast-dns-retry",
            "filter-AAAA",
            "filterwin2k",
            "group",
            "interface",
            "keep-in-foreground",
            "leasefile-ro",
            "listen-address",
            "local-service",
            "local-ttl",
            "localise-queries",
            "localmx",
            "max-cache-ttl",
            "max-port",
            "max-tcp-connections",
            "max-ttl",
            "min-cache-ttl",
            "min-port",
            "mx-host",
            "mx-target",
            "naptr-record",
            "neg-ttl",
            "no-daemon",
            "no-hosts",
            "no-ident",
            "no-negcache",
            "no-ping",
            "no-poll",
            "no-round-robin",
            "pid-file",
            "port-limit",
            "proxy-dnssec",
            "ptr-record",
            "query-port",
            "read-ethers",
            "rev-server",
            "selfmx",
            "shared-network",
            "srv-host",
            "strict-order",
            "strip-mac",
            "strip-subnet",
            "tag-if",
            "txt-record",
            "caa-record",
            "use-stale-cache",
            "user");

    /** Families of directives of the other servers that dnsmasq is. */
    private static final Set<String> OTHER_SERVERS =
            Set.of("dhcp-", "tftp-", "pxe-", "ra-", "quiet-", "log-", "enable-", "no-dhcp", "script-", "bootp-");

    /** Other files, names with addresses of their own, and answers that are changed or refused. */
    private static final Set<String> NOT_MODELLED = Set.of(
            "addn-hosts",
            "alias",
            "auth-server",
            "auth-zone",
            "bogus-nxdomain",
            "cname",
            "conf-dir",
            "conf-file",
            "conf-script",
            "connmark-allowlist",
            "connmark-allowlist-enable",
            "dhcp-hostsdir",
            "dns-rr",
            "dnssec",
            "dnssec-check-unsigned",
            "dynamic-host",
            "enable-dbus",
            "enable-ubus",
            "filter-A",
            "filter-rr",
            "host-record",
            "hostsdir",
            "ignore-address",
            "interface-name",
            "port",
            "rebind-domain-ok",
            "rebind-localhost-ok",
            "resolv-file",
            "servers-file",
            "stop-dns-rebind",
            "synth-domain",
            "umbrella");

    private Directives() {}

    /** The state of a line with that directive; empty where it is none that is known. */
    static Optional<Line.State> state(ConfLine line) {
        String keyword = line.keyword();
        if (keyword.equals("port")
                && line.value().filter(port -> port.matches("0*[1-9][0-9]*")).isPresent()) {
            return Optional.of(Line.State.IRRELEVANT);
        }
        if (NOT_MODELLED.contains(keyword)) {
            return Optional.of(Line.State.NOT_SUPPORTED);
        }
        return IRRELEVANT.contains(keyword) || OTHER_SERVERS.stream().anyMatch(keyword::startsWith)
                ? Optional.of(Line.State.IRRELEVANT)
                : Optional.empty();
    }
}
