package org.sallyport.targets.unbound;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** The keywords of {@code unbound.conf} and how many values each takes, by unbound.conf(5). */
final class Keywords {

    /** Parts of the file that have no say in which names are resolved. */
    static final Set<String> OTHER_CLAUSES = words("""
            remote-control forward-zone stub-zone cachedb dnstap dnscrypt ipset
            """);

    /** Parts of the file that can answer what the local zones let through. */
    static final Set<String> ANSWERING_CLAUSES = words("rpz auth-zone");

    /** Parts of the file that can do as they like. */
    static final Set<String> FREE_CLAUSES = words("view python dynlib");

    private static final Set<String> TWO = words("""
            local-zone local-zone-tag access-control access-control-tag access-control-view interface-action
            interface-tag interface-view ratelimit-for-domain ratelimit-below-domain response-ip response-ip-tag
            response-ip-data tcp-connection-limit edns-client-tag edns-client-string
            """);
    private static final Set<String> THREE = words("""
            local-zone-override access-control-tag-action access-control-tag-data interface-tag-action
            interface-tag-data
            """);

    /** Of the clause {@code server}, and with no say in which names are resolved. */
    private static final Set<String> HARMLESS = words("""
            access-control add-holddown additional-tls-port aggressive-nsec answer-cookie auto-trust-anchor-file
            cache-max-negative-ttl cache-max-ttl cache-min-negative-ttl cache-min-ttl caps-exempt caps-whitelist chroot
            client-subnet-always-forward client-subnet-zone cookie-secret cookie-secret-file define-tag del-holddown
            delay-close deny-any directory disable-dnssec-lame-check discard-timeout do-daemonize do-ip4 do-ip6
            do-nat64 do-not-query-address do-not-query-localhost do-tcp do-udp domain-insecure ede ede-serve-expired
            edns-buffer-size edns-client-string edns-client-string-opcode edns-client-tag edns-client-tag-opcode
            edns-tcp-keepalive edns-tcp-keepalive-timeout extended-statistics fast-server-num fast-server-permil
            harden-algo-downgrade harden-below-nxdomain harden-dnssec-stripped harden-glue harden-large-queries
            harden-referral-path harden-short-bufsize harden-unknown-additional harden-unverified-glue
            hide-http-user-agent hide-identity hide-trustanchor hide-version http-endpoint http-max-streams
            http-nodelay http-query-buffer-size http-response-buffer-size http-user-agent https-port identity
            incoming-num-tcp infra-cache-max-rtt infra-cache-min-rtt infra-cache-numhosts infra-cache-slabs
            infra-host-ttl infra-keep-probing insecure-lan-zones interface interface-action interface-automatic
            interface-automatic-ports ip-address ip-dscp ip-freebind ip-ratelimit ip-ratelimit-backoff
            ip-ratelimit-cookie ip-ratelimit-factor ip-ratelimit-size ip-ratelimit-slabs ip-transparent iter-scrub-cname
            iter-scrub-ns jostle-timeout keep-missing key-cache-size key-cache-slabs local-data-ptr log-destaddr
            log-identity log-local-actions log-queries log-replies log-servfail log-tag-queryreply log-time-ascii
            log-time-iso logfile low-rtt low-rtt-permil max-client-subnet-ipv4 max-client-subnet-ipv6
            max-ecs-tree-size-ipv4 max-ecs-tree-size-ipv6 max-global-quota max-query-restarts max-reuse-tcp-queries
            max-sent-count max-udp-size min-client-subnet-ipv4 min-client-subnet-ipv6 minimal-responses
            msg-buffer-size msg-cache-size msg-cache-slabs nat64-prefix neg-cache-size nsid num-queries-per-thread
            num-threads outbound-msg-retry outgoing-interface outgoing-num-tcp outgoing-port-avoid
            outgoing-port-permit outgoing-range outgoing-tcp-mss pad-queries pad-queries-block-size pad-responses
            pad-responses-block-size permit-small-holddown pidfile port prefer-ip4 prefer-ip6 prefetch prefetch-key
            private-address private-domain proxy-protocol-port qname-minimisation qname-minimisation-strict ratelimit
            ratelimit-backoff ratelimit-below-domain ratelimit-factor ratelimit-for-domain ratelimit-size
            ratelimit-slabs root-hints root-key-sentinel rrset-cache-size rrset-cache-slabs rrset-roundrobin
            send-client-subnet serve-expired serve-expired-client-timeout serve-expired-reply-ttl serve-expired-ttl
            serve-expired-ttl-reset serve-original-ttl shm-enable shm-key so-rcvbuf so-reuseport
            so-sndbuf sock-queue-timeout ssl-cert-bundle ssl-port ssl-service-key ssl-service-pem ssl-upstream
            statistics-cumulative statistics-inhibit-zero statistics-interval stream-wait-size target-fetch-policy
            tcp-auth-query-timeout tcp-connection-limit tcp-idle-timeout tcp-mss tcp-reuse-timeout tcp-upstream
            tls-additional-port tls-cert-bundle tls-ciphers tls-ciphersuites tls-port tls-service-key tls-service-pem
            tls-session-ticket-keys tls-system-cert tls-upstream tls-use-sni tls-win-cert trust-anchor
            trust-anchor-file trust-anchor-signaling trusted-keys-file udp-upstream-without-downstream
            unblock-lan-zones unknown-server-time-limit unwanted-reply-threshold use-caps-for-id use-syslog
            use-systemd username val-bogus-ttl val-clean-additional val-log-level val-max-restart
            val-nsec3-keysize-iterations val-override-date val-permissive-mode val-sig-skew-max val-sig-skew-min
            verbosity wait-limit wait-limit-cookie zonemd-permissive-mode
            """);

    /** Of other clauses. */
    private static final Set<String> ELSEWHERE = words("""
            name stub-addr stub-host stub-prime stub-first stub-no-cache stub-ssl-upstream stub-tls-upstream
            stub-tcp-upstream forward-addr forward-host forward-first forward-no-cache forward-ssl-upstream
            forward-tls-upstream forward-tcp-upstream tags rpz-action-override rpz-cname-override rpz-log rpz-log-name
            rpz-signal-nxdomain-ra zonefile master primary url allow-notify for-downstream for-upstream
            fallback-enabled zonemd-check zonemd-reject-absence view-first control-enable control-interface
            control-port control-use-cert server-key-file server-cert-file control-key-file control-cert-file
            python-script dynlib-file backend secret-seed redis-server-host redis-server-port redis-server-path
            redis-server-password redis-timeout redis-expire-records redis-logical-db cachedb-no-store
            cachedb-check-when-serve-expired name-v4 name-v6 dnstap-enable dnstap-bidirectional dnstap-socket-path
            dnstap-ip dnstap-tls dnstap-tls-server-name dnstap-tls-cert-bundle dnstap-tls-client-key-file
            dnstap-tls-client-cert-file dnstap-send-identity dnstap-send-version dnstap-identity dnstap-version
            dnstap-sample-rate dnstap-log-resolver-query-messages dnstap-log-resolver-response-messages
            dnstap-log-client-query-messages dnstap-log-client-response-messages dnstap-log-forwarder-query-messages
            dnstap-log-forwarder-response-messages dnscrypt-enable dnscrypt-port dnscrypt-provider
            dnscrypt-secret-key dnscrypt-provider-cert dnscrypt-provider-cert-rotated
            """);

    /** Of the clause {@code server}, and read or at least recognised. */
    private static final Set<String> WITH_A_SAY = words("""
            local-zone local-data local-zone-tag local-zone-override access-control-view access-control-tag
            access-control-tag-action access-control-tag-data interface-view interface-tag interface-tag-action
            interface-tag-data response-ip response-ip-tag response-ip-data module-config dns64-prefix dns64-synthall
            dns64-ignore-aaaa include include-toplevel
            """);

    private Keywords() {}

    static boolean isClause(String keyword) {
        return keyword.equals("server")
                || OTHER_CLAUSES.contains(keyword)
                || ANSWERING_CLAUSES.contains(keyword)
                || FREE_CLAUSES.contains(keyword);
    }

    static boolean isHarmless(String keyword) {
        return HARMLESS.contains(keyword);
    }

    static boolean isOfAnotherClause(String keyword) {
        return ELSEWHERE.contains(keyword);
    }

    static boolean isKnown(String keyword) {
        return isClause(keyword)
                || HARMLESS.contains(keyword)
                || ELSEWHERE.contains(keyword)
                || WITH_A_SAY.contains(keyword);
    }

    static int values(String keyword) {
        return isClause(keyword) ? 0 : TWO.contains(keyword) ? 2 : THREE.contains(keyword) ? 3 : 1;
    }

    private static Set<String> words(String text) {
        return Arrays.stream(text.strip().split("\\s+")).collect(Collectors.toUnmodifiableSet());
    }
}
