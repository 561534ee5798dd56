package org.sallyport.targets.privoxy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a list of actions does to whether a request passes. Source: Privoxy User Manual, "Actions".
 *
 * @param block whether it blocks; empty where it leaves that as it is
 * @param tunnels the ports to which it limits CONNECT, the inner one empty where it lifts the limit; empty where it
 *     leaves that as it is
 * @param narrows whether it can answer in the place of the server
 * @param opens whether it can change what is asked for
 * @param unknown an action that the reader does not know
 */
record Section(
        Optional<Boolean> block,
        Optional<Optional<String>> tunnels,
        boolean narrows,
        boolean opens,
        Optional<String> unknown) {

    static final Section NOTHING = new Section(Optional.empty(), Optional.empty(), false, false, Optional.empty());

    private static final Set<String> NARROWING = Set.of("redirect", "fast-redirects", "forward-override");
    private static final Set<String> OPENING = Set.of("https-inspection", "client-header-filter");
    private static final Set<String> WITHOUT_PART = Set.of(
            "add-header",
            "change-x-forwarded-for",
            "client-body-filter",
            "client-body-tagger",
            "client-header-tagger",
            "content-type-overwrite",
            "crunch-client-header",
            "crunch-if-none-match",
            "crunch-incoming-cookies",
            "crunch-outgoing-cookies",
            "crunch-server-header",
            "deanimate-gifs",
            "delay-response",
            "downgrade-http-version",
            "external-filter",
            "filter",
            "force-text-mode",
            "handle-as-empty-document",
            "handle-as-image",
            "hide-accept-language",
            "hide-content-disposition",
            "hide-from-header",
            "hide-if-modified-since",
            "hide-referer",
            "hide-referrer",
            "hide-user-agent",
            "ignore-certificate-errors",
            "limit-cookie-lifetime",
            "overwrite-last-modified",
            "prevent-compression",
            "server-header-filter",
            "server-header-tagger",
            "session-cookies-only",
            "set-image-blocker",
            "suppress-tag");

    /** An action with its parameter. */
    private record Action(String name, Optional<String> value) {}

    /**
     * Reads what stands inside braces, or behind the equals sign of an alias.
     *
     * @param aliases by their names in lower case
     * @return empty where Privoxy does not start with it
     */
    static Optional<Section> of(String text, Map<String, Section> aliases) {
        Optional<List<Action>> actions = actions(text);
        Section section = NOTHING;
        for (Action action : actions.orElse(List.of())) {
            section = section.with(action, aliases);
        }
        Section read = section;
        return actions.map(_ -> read);
    }

    /** Whether it says something about the requests that its patterns match. */
    boolean matters() {
        return !equals(NOTHING);
    }

    private Section with(Action action, Map<String, Section> aliases) {
        String name = action.name().toLowerCase(Locale.ROOT);
        boolean on = name.startsWith("+");
        String bare = on || name.startsWith("-") ? name.substring(1) : "";
        if (bare.equals("block")) {
            return new Section(Optional.of(on), tunnels, narrows, opens, unknown);
        }
        if (bare.equals("limit-connect")) {
            Optional<String> ports = on ? action.value() : Optional.empty();
            return new Section(block, Optional.of(ports), narrows, opens, unknown);
        }
        if (NARROWING.contains(bare) || OPENING.contains(bare) || WITHOUT_PART.contains(bare)) {
            return new Section(
                    block,
                    tunnels,
                    narrows || (on && NARROWING.contains(bare)),
                    opens || (on && OPENING.contains(bare)),
                    unknown);
        }
        Section alias = aliases.get(name);
        return alias == null
                ? new Section(block, tunnels, narrows, opens, Optional.of(action.name()))
                : new Section(
                        alias.block.or(() -> block),
                        alias.tunnels.or(() -> tunnels),
                        narrows || alias.narrows,
                        opens || alias.opens,
                        unknown.or(alias::unknown));
    }

    /** Names, some with a value in braces, in which a backslash keeps a brace from closing. */
    private static Optional<List<Action>> actions(String text) {
        List<Action> actions = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == ' ' || c == '\t') {
                at++;
                continue;
            }
            int begin = at;
            while (at < text.length() && " \t{}".indexOf(text.charAt(at)) < 0) {
                at++;
            }
            char end = at < text.length() ? text.charAt(at) : ' ';
            if (end == '}' || at == begin) {
                return Optional.empty();
            }
            String name = text.substring(begin, at);
            Optional<String> value = Optional.empty();
            if (end == '{') {
                int close = closing(text, at + 1);
                if (close < 0) {
                    return Optional.empty();
                }
                value = Optional.of(text.substring(at + 1, close));
                at = close + 1;
            }
            actions.add(new Action(name, value));
        }
        return Optional.of(actions);
    }

    private static int closing(String text, int from) {
        int close = text.indexOf('}', from);
        while (close > 0 && text.charAt(close - 1) == '\\') {
            close = text.indexOf('}', close + 1);
        }
        return close;
    }
}
