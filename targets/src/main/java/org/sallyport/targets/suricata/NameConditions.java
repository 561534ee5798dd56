package org.sallyport.targets.suricata;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.sallyport.core.name.HostExpression;
import org.sallyport.core.name.HostName;
import org.sallyport.core.name.NameSet;

/**
 * What a rule asks of a name: the contents and expressions behind {@code tls.sni} or {@code http.host}. Where something
 * of it is not modelled, {@link #matched} has more names than the rule. Used by one thread.
 */
final class NameConditions {

    private final boolean host;
    private final KnownNames known;
    private final List<Content> contents = new ArrayList<>();
    private final List<NameSet> others = new ArrayList<>();
    private Optional<Content> last = Optional.empty();
    private boolean dotted;
    private boolean exact = true;
    private boolean wrong;

    /** @param host whether it is the host of HTTP, which the engine has in lower case */
    NameConditions(boolean host, KnownNames known) {
        this.host = host;
        this.known = known;
    }

    /** Takes one more option; false where it does not know it. */
    boolean take(RuleText.Option option) {
        switch (option.keyword()) {
            case "dotprefix" -> dotted = true;
            case "content" -> content(option.value());
            case "nocase" ->
                change(content -> {
                    wrong |= host;
                    return new Content(
                            content.text(),
                            content.negated(),
                            true,
                            content.atStart(),
                            content.atEnd(),
                            content.dotted());
                });
            case "startswith" -> start();
            case "endswith" -> end();
            case "isdataat" -> {
                if (option.value().replace(" ", "").equals("!1,relative")) {
                    end();
                } else {
                    exact = false;
                }
            }
            case "depth" -> depth(option.value());
            case "offset" -> exact &= option.value().equals("0");
            case "bsize" -> size(option.value());
            case "pcre" -> expression(option.value());
            case "fast_pattern" ->
                exact &= option.value().isEmpty() || option.value().equals("only");
            case "distance", "within" -> exact = false;
            default -> {
                return false;
            }
        }
        return true;
    }

    private void content(String value) {
        keep();
        boolean negated = value.startsWith("!");
        Optional<String> text = Content.unquoted(negated ? value.substring(1).strip() : value);
        wrong |= text.isEmpty() || (host && text.get().chars().anyMatch(c -> c >= 'A' && c <= 'Z'));
        last = text.map(found -> new Content(found, negated, false, false, false, dotted));
    }

    private void change(UnaryOperator<Content> change) {
        wrong |= last.isEmpty();
        last = last.map(change);
    }

    private void start() {
        change(content -> new Content(
                content.text(), content.negated(), content.anyCase(), true, content.atEnd(), content.dotted()));
    }

    private void end() {
        change(content -> new Content(
                content.text(), content.negated(), content.anyCase(), content.atStart(), true, content.dotted()));
    }

    /** A content that has to lie in as many octets from the beginning as it has itself begins there. */
    private void depth(String value) {
        if (last.isPresent() && value.equals(String.valueOf(last.get().text().length()))) {
            start();
        } else {
            exact = false;
        }
    }

    /** A content in a name of the same length is all of it. */
    private void size(String value) {
        boolean whole = last.isPresent()
                && !dotted
                && !last.get().negated()
                && value.equals(String.valueOf(last.get().text().length()));
        if (whole) {
            start();
            end();
        } else {
            exact = false;
        }
    }

    private void expression(String value) {
        keep();
        boolean negated = value.startsWith("!");
        Optional<String> text = quotedExpression(negated ? value.substring(1).strip() : value);
        int slash = text.map(found -> found.lastIndexOf('/')).orElse(-1);
        if (slash < 1 || !text.get().startsWith("/")) {
            wrong = true;
            return;
        }
        Set<HostExpression.Flag> flags = EnumSet.of(HostExpression.Flag.PERL);
        String letters = text.get().substring(slash + 1);
        if (letters.contains("i")) {
            flags.add(HostExpression.Flag.IGNORE_CASE);
        }
        Optional<NameSet> names = dotted || !letters.matches("[iWs]*")
                ? Optional.empty()
                : known.expression(text.get().substring(1, slash), flags);
        exact &= names.isPresent();
        names.ifPresent(found -> others.add(negated ? NameSet.all().minus(found) : found));
    }

    /** Of an expression, only quotes and semicolons are escaped for the rule; all else is the expression's own. */
    private static Optional<String> quotedExpression(String value) {
        return value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"")
                ? Optional.of(value.substring(1, value.length() - 1)
                        .replace("\\\"", "\"")
                        .replace("\\;", ";"))
                : Optional.empty();
    }

    private void keep() {
        last.ifPresent(contents::add);
        last = Optional.empty();
    }

    /** Whether the engine refuses the rule for what stands here. */
    boolean isWrong() {
        keep();
        return wrong || (contents.isEmpty() && others.isEmpty() && exact);
    }

    /** Whether all of it is modelled. */
    boolean isExact() {
        return exact;
    }

    /** Whether a content is in upper case, and the names that clients send are not. */
    boolean neverMatches() {
        keep();
        return contents.stream().anyMatch(content -> content.matchesNothing() && !content.negated());
    }

    Matched matched() {
        keep();
        List<Object> conditions = new ArrayList<>(others);
        contents.forEach(content -> conditions.add(content.inLowerCase()));
        return known.matched(conditions, this::worked);
    }

    private Matched worked() {
        if (contents.size() == 1 && others.isEmpty()) {
            Optional<Matched> simple = simple(contents.getFirst());
            if (simple.isPresent()) {
                return simple.get();
            }
        }
        List<NameSet> sets = new ArrayList<>(others);
        contents.forEach(content -> sets.add(content.names()));
        return sets.stream().reduce(NameSet::intersect).map(Matched::of).orElse(Matched.ALL);
    }

    /** One name, or one and all below it: what nearly every rule is about. */
    private static Optional<Matched> simple(Content content) {
        String text = Content.lower(content.text());
        boolean subtree = content.dotted() && !content.atStart() && text.startsWith(".");
        boolean name = !content.dotted() && content.atStart();
        if (content.negated() || content.matchesNothing() || !content.atEnd() || !(subtree || name)) {
            return Optional.empty();
        }
        String wanted = subtree ? text.substring(1) : text;
        return HostName.tryParse(wanted)
                .filter(parsed -> parsed.value().equals(wanted))
                .map(parsed -> subtree ? Matched.subtree(parsed) : Matched.name(parsed));
    }
}
