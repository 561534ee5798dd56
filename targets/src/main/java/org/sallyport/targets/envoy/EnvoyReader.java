package org.sallyport.targets.envoy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sallyport.core.InputException;
import org.sallyport.core.Text;
import org.sallyport.core.Where;
import org.sallyport.core.name.NameSet;
import org.sallyport.core.proof.Line;
import org.sallyport.core.proof.Reading;
import org.sallyport.core.site.Permits;
import org.sallyport.core.yaml.YamlMap;
import org.sallyport.core.yaml.YamlValue;
import org.sallyport.targets.DeviceFiles;
import org.sallyport.targets.YamlText;

/**
 * Reads the static configuration of a forward proxy as the comments in <a
 * href="https://github.com/envoyproxy/envoy/tree/main/api">Envoy's API</a> say. Used once.
 */
final class EnvoyReader {

    private static final Set<String> BOOTSTRAP = Set.of(
            "static_resources", "node", "admin", "stats_sinks", "stats_config", "stats_flush_interval", "watchdogs");
    private static final Set<String> LISTENER = Set.of(
            "name",
            "address",
            "additional_addresses",
            "filter_chains",
            "stat_prefix",
            "access_log",
            "traffic_direction",
            "per_connection_buffer_limit_bytes",
            "socket_options",
            "tcp_backlog_size",
            "enable_reuse_port");
    private static final Set<String> MANAGER = Set.of(
            "@type",
            "stat_prefix",
            "codec_type",
            "http_filters",
            "route_config",
            "upgrade_configs",
            "http_protocol_options",
            "http2_protocol_options",
            "common_http_protocol_options",
            "access_log",
            "via",
            "server_name",
            "use_remote_address",
            "generate_request_id",
            "stream_idle_timeout",
            "request_timeout",
            "request_headers_timeout",
            "delayed_close_timeout",
            "drain_timeout",
            "normalize_path",
            "merge_slashes",
            "tracing",
            "local_reply_config",
            "max_request_headers_kb",
            "skip_xff_append",
            "add_user_agent");
    private static final Set<String> ROUTED =
            Set.of("cluster", "timeout", "idle_timeout", "upgrade_configs", "retry_policy", "max_stream_duration");
    private static final String TYPES = "type.googleapis.com/envoy.extensions.";
    private static final String MANAGER_TYPE =
            TYPES + "filters.network.http_connection_manager.v3.HttpConnectionManager";
    private static final Set<String> HARMLESS = Set.of(
            TYPES + "filters.http.router.v3.Router", TYPES + "filters.http.dynamic_forward_proxy.v3.FilterConfig");

    private final YamlText text;
    private final Requests requests = new Requests();
    private final Set<String> domains = new HashSet<>();
    private final Set<String> clusters = new HashSet<>();
    private boolean open;

    EnvoyReader(DeviceFiles files) {
        this.text = YamlText.of(files);
    }

    Reading read() {
        if (text.documents().size() != 1) {
            throw new InputException(
                    Text.of("expected one YAML document", "un seul document YAML attendu"),
                    Text.of("give Envoy's configuration", "donnez la configuration d'Envoy"));
        }
        YamlMap bootstrap = text.documents().getFirst().map();
        text.account(bootstrap, BOOTSTRAP, Set.of("dynamic_resources", "layered_runtime"));
        YamlMap resources = bootstrap.get("static_resources").map();
        text.account(resources, Set.of("listeners", "clusters", "secrets"), Set.of());
        for (YamlValue value : YamlText.list(resources, "clusters")) {
            YamlMap cluster = value.map();
            boolean forwards = YamlText.find(cluster, "cluster_type")
                    .flatMap(type -> YamlText.find(type.map(), "name"))
                    .filter(name -> name.text().equals("envoy.clusters.dynamic_forward_proxy"))
                    .isPresent();
            if (forwards) {
                clusters.add(cluster.get("name").text());
            }
        }
        YamlText.list(resources, "listeners").forEach(listener -> listener(listener.map()));
        Reading reading = requests.reading(text.lines());
        return open ? new Reading(reading.lines(), reading.surely(), Permits.everywhere(NameSet.all())) : reading;
    }

    private void listener(YamlMap listener) {
        text.account(listener, LISTENER, Set.of("listener_filters", "default_filter_chain"));
        for (YamlValue chain : YamlText.list(listener, "filter_chains")) {
            text.account(chain.map(), Set.of("name", "filters", "transport_socket"), Set.of("filter_chain_match"));
            for (YamlValue filter : YamlText.list(chain.map(), "filters")) {
                text.account(filter.map(), Set.of("name", "typed_config"), Set.of());
                YamlMap config = filter.map().get("typed_config").map();
                if (config.get("@type").text().equals(MANAGER_TYPE)) {
                    domains.clear();
                    manager(config);
                } else {
                    open = true;
                    text.is(config.get("@type").where(), Line.State.NOT_SUPPORTED, OTHER_FILTER);
                }
            }
        }
    }

    private void manager(YamlMap manager) {
        text.account(
                manager,
                MANAGER,
                Set.of(
                        "rds",
                        "scoped_routes",
                        "strip_matching_host_port",
                        "strip_any_host_port",
                        "strip_trailing_host_dot"));
        for (YamlValue filter : YamlText.list(manager, "http_filters")) {
            text.account(filter.map(), Set.of("name", "typed_config"), Set.of("is_optional", "disabled"));
            YamlValue type = filter.map().get("typed_config").map().get("@type");
            text.is(type.where(), HARMLESS.contains(type.text()) ? Line.State.UNDERSTOOD : Line.State.NOT_SUPPORTED);
        }
        boolean tunnels = hasConnect(manager, false);
        YamlText.find(manager, "route_config").ifPresent(found -> {
            YamlMap config = found.map();
            text.account(
                    config,
                    Set.of("name", "virtual_hosts", "ignore_port_in_host_matching", "validate_clusters"),
                    Set.of("vhds", "typed_per_filter_config"));
            boolean anyPort = YamlText.find(config, "ignore_port_in_host_matching")
                    .map(YamlValue::flag)
                    .orElse(false);
            YamlText.list(config, "virtual_hosts").forEach(host -> virtualHost(host.map(), tunnels, anyPort));
        });
    }

    /** Whether CONNECT is switched on; in a route, whether the tunnel ends here and is not handed on. */
    private boolean hasConnect(YamlMap map, boolean ends) {
        return YamlText.list(map, "upgrade_configs").stream()
                .map(YamlValue::map)
                .anyMatch(upgrade -> YamlText.find(upgrade, "upgrade_type")
                                .filter(type ->
                                        Authority.lowerAscii(type.text()).equals("connect"))
                                .isPresent()
                        && YamlText.find(upgrade, "enabled").isEmpty()
                        && (!ends || YamlText.find(upgrade, "connect_config").isPresent()));
    }

    private void virtualHost(YamlMap host, boolean tunnels, boolean anyPort) {
        text.account(
                host,
                Set.of("name", "domains", "routes"),
                Set.of("require_tls", "matcher", "typed_per_filter_config", "virtual_clusters"));
        Outcome outcome = new Outcome();
        YamlText.list(host, "routes").forEach(route -> route(route.map(), tunnels, outcome));
        List<Authority> found = new ArrayList<>();
        for (YamlValue domain : YamlText.list(host, "domains")) {
            if (!domains.add(Authority.lowerAscii(domain.text()))) {
                text.is(domain.where(), Line.State.WRONG, TWICE);
                continue;
            }
            Optional<Authority> authority = Authority.domain(domain.text());
            if (authority.isEmpty()) {
                text.is(domain.where(), Line.State.NOT_SUPPORTED, NO_DOMAIN);
                continue;
            }
            found.add(authority.get());
            Authority at = anyPort ? authority.get().atAnyPort() : authority.get();
            requests.domain(at, outcome.tunnels, outcome.forwards);
            if (outcome.tunnels || outcome.forwards) {
                text.lets(domain.where(), at.names());
            } else {
                text.is(domain.where(), Line.State.UNDERSTOOD);
            }
        }
        boolean everybody = found.stream().anyMatch(authority -> authority.precedence() == 0);
        for (Conditional route : outcome.conditionals) {
            if (everybody) {
                Authority at = anyPort ? route.authority.atAnyPort() : route.authority;
                requests.route(at, route.tunnel, !route.tunnel);
                text.lets(route.where, route.authority.names());
            } else {
                text.is(route.where, Line.State.NOT_SUPPORTED, NARROWED);
            }
        }
    }

    /** A route that asks for an authority besides. */
    private record Conditional(Where where, Authority authority, boolean tunnel) {}

    /** What the routes of a virtual host do; the first that fits a request decides. */
    private static final class Outcome {
        private boolean tunnels;
        private boolean forwards;
        private boolean tunnelsDecided;
        private boolean forwardsDecided;
        private final List<Conditional> conditionals = new ArrayList<>();
    }

    private void route(YamlMap route, boolean tunnels, Outcome outcome) {
        text.account(
                route,
                Set.of("name", "match", "route", "redirect", "direct_response"),
                Set.of("typed_per_filter_config", "filter_action", "non_forwarding_action"));
        YamlMap match = route.get("match").map();
        Where where = match.value().where();
        boolean known = text.account(match, Set.of("connect_matcher", "prefix", "headers"), Set.of());
        boolean tunnel = YamlText.find(match, "connect_matcher").isPresent();
        boolean slash = YamlText.find(match, "prefix")
                .filter(prefix -> prefix.text().equals("/") || prefix.text().isEmpty())
                .isPresent();
        Optional<Authority> asked = Optional.empty();
        List<YamlValue> headers = YamlText.list(match, "headers");
        if (!headers.isEmpty()) {
            asked = headers.size() == 1 ? authority(headers.getFirst().map()) : Optional.empty();
            known &= asked.isPresent();
        }
        if (!known || tunnel == slash) {
            text.is(where, Line.State.NOT_SUPPORTED, OTHER_MATCH);
            return;
        }
        boolean passes = passes(route, tunnel, tunnels);
        text.is(where, Line.State.UNDERSTOOD);
        boolean decided = tunnel ? outcome.tunnelsDecided : outcome.forwardsDecided;
        if (asked.isPresent()) {
            if (!passes) {
                text.is(where, Line.State.NOT_SUPPORTED, OTHER_MATCH);
            } else if (!decided) {
                outcome.conditionals.add(new Conditional(where, asked.get(), tunnel));
            }
        } else if (!decided && tunnel) {
            outcome.tunnelsDecided = true;
            outcome.tunnels = passes;
        } else if (!decided) {
            outcome.forwardsDecided = true;
            outcome.forwards = passes;
        }
    }

    /** Whether a request goes on to the name that it asks for. */
    private boolean passes(YamlMap route, boolean tunnel, boolean tunnels) {
        Optional<YamlMap> action = YamlText.find(route, "route").map(YamlValue::map);
        if (action.isEmpty()) {
            return false;
        }
        boolean plain = text.account(
                action.get(),
                ROUTED,
                Set.of(
                        "host_rewrite_literal",
                        "auto_host_rewrite",
                        "prefix_rewrite",
                        "cluster_header",
                        "weighted_clusters"));
        Optional<YamlValue> cluster = YamlText.find(action.get(), "cluster");
        boolean toName = cluster.filter(name -> clusters.contains(name.text())).isPresent();
        if (!toName) {
            cluster.ifPresent(name -> text.is(name.where(), Line.State.NOT_SUPPORTED, ELSEWHERE));
        }
        return plain && toName && (!tunnel || (tunnels && hasConnect(action.get(), true)));
    }

    private Optional<Authority> authority(YamlMap header) {
        boolean known = text.account(header, Set.of("name", "string_match"), Set.of("invert_match"));
        boolean authority = YamlText.find(header, "name")
                .filter(name -> name.text().equals(":authority"))
                .isPresent();
        return YamlText.find(header, "string_match")
                .map(YamlValue::map)
                .filter(match -> known && authority && match.entries().size() == 1)
                .flatMap(match -> YamlText.find(match, "safe_regex"))
                .map(YamlValue::map)
                .filter(regex -> text.account(regex, Set.of("regex"), Set.of("google_re2")))
                .flatMap(regex -> YamlText.find(regex, "regex"))
                .flatMap(regex -> Authority.expression(regex.text()));
    }

    private static final Text OTHER_FILTER = Text.of(
            "a filter that is not modelled: what passes by it is open",
            "un filtre non modélisé : ce qu'il laisse passer reste ouvert");
    private static final Text TWICE = Text.of(
            "the domain stands in a virtual host already: Envoy refuses the configuration",
            "le domaine figure déjà dans un hôte virtuel : Envoy refuse la configuration");
    private static final Text NO_DOMAIN = Text.of(
            "no name, and a star at one end only is a wildcard",
            "pas un nom, et seule une étoile à une extrémité est un caractère de remplacement");
    private static final Text NARROWED = Text.of(
            "a route that asks for an authority is modelled in the virtual host for * only",
            "une route qui exige une autorité n'est modélisée que dans l'hôte virtuel de *");
    private static final Text OTHER_MATCH =
            Text.of("what this route fits is not modelled", "ce que vise cette route n'est pas modélisé");
    private static final Text ELSEWHERE = Text.of(
            "no dynamic forward proxy: requests go to other servers than those of their names",
            "pas un proxy dynamique : les requêtes vont à d'autres serveurs que ceux de leurs noms");
}
