package org.sallyport.targets.nginx;

import java.util.Set;
import java.util.regex.Pattern;

/** Directives that have no part in what passes, by the manual of nginx (https://nginx.org/en/docs/dirindex.html). */
final class Keywords {

    private static final Set<String> OF_THE_PROCESS = Set.of(
            "user",
            "pid",
            "daemon",
            "master_process",
            "error_log",
            "load_module",
            "env",
            "pcre_jit",
            "lock_file",
            "thread_pool",
            "timer_resolution",
            "debug_points",
            "ssl_engine",
            "working_directory",
            "events");

    private static final Set<String> ANYWHERE = Set.of(
            "access_log",
            "log_format",
            "error_log",
            "open_log_file_cache",
            "resolver_timeout",
            "resolver",
            "sendfile",
            "tcp_nopush",
            "tcp_nodelay",
            "server_tokens",
            "default_type",
            "types",
            "etag",
            "root",
            "index",
            "autoindex",
            "charset",
            "expires",
            "add_header",
            "aio",
            "directio",
            "output_buffers",
            "postpone_output",
            "read_ahead",
            "reset_timedout_connection",
            "msie_padding",
            "log_not_found",
            "log_subrequest",
            "max_ranges",
            "underscores_in_headers",
            "ignore_invalid_headers",
            "preread_timeout",
            "preread_buffer_size",
            "send_timeout",
            "large_client_header_buffers",
            "connection_pool_size",
            "request_pool_size",
            "server_names_hash_bucket_size",
            "server_names_hash_max_size",
            "map_hash_max_size",
            "variables_hash_max_size",
            "variables_hash_bucket_size",
            "types_hash_max_size",
            "types_hash_bucket_size",
            "ssl_protocols",
            "ssl_ciphers",
            "ssl_prefer_server_ciphers",
            "ssl_session_cache",
            "ssl_session_timeout",
            "merge_slashes",
            "server_name_in_redirect",
            "port_in_redirect",
            "absolute_redirect",
            "chunked_transfer_encoding");

    private static final Pattern FAMILIES = Pattern.compile(
            "worker_.*|client_.*|keepalive_.*|gzip(_.*)?|limit_(conn|req|rate)(_.*)?|open_file_cache(_.*)?|send_lowat"
                    + "|lingering_.*|proxy_(buffer.*|busy_.*|cache.*|connect_timeout|download_rate|force_ranges"
                    + "|headers_.*|hide_header|http_version|ignore_.*|intercept_errors_off|limit_rate|max_temp_.*"
                    + "|next_upstream.*|no_cache|pass_header|pass_request_.*|protocol|read_timeout|redirect"
                    + "|request_buffering|requests|responses|half_close|send_.*|session_drop|set_header"
                    + "|socket_keepalive|ssl.*|store.*|temp_.*|timeout|upload_rate|bind)");

    private Keywords() {}

    static boolean haveNoPartInMain(String name) {
        return OF_THE_PROCESS.contains(name) || FAMILIES.matcher(name).matches();
    }

    static boolean haveNoPart(String name) {
        return ANYWHERE.contains(name) || FAMILIES.matcher(name).matches();
    }
}
