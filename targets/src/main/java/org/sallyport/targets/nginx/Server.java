package org.sallyport.targets.nginx;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.sallyport.core.Text;
import org.sallyport.core.name.NameSet;
import org.sallyport.core.proof.Line;
import org.sallyport.targets.Between;
import org.sallyport.targets.NotedLine;

/**
 * A {@code server} of {@code stream} or {@code http}: it lets a connection through where it passes it on to a server.
 * Used by one thread.
 */
final class Server {

    private static final Pattern NO_HOST = Pattern.compile("(https?://)?([:/].*)?");

    private final Variables variables;
    private final boolean http;
    private final List<Listen> listens = new ArrayList<>();
    private final List<Directive.Word> names = new ArrayList<>();
    private final List<Directive> steps = new ArrayList<>();
    private final List<List<Directive>> locations = new ArrayList<>();
    private boolean prereads;
    private boolean rootLocation;
    private boolean elsewhere;
    private boolean opened;
    private boolean narrowed;

    /** @param prereads whether {@code ssl_preread} is on above it */
    Server(Directive server, Variables variables, boolean http, boolean prereads) {
        this.variables = variables;
        this.http = http;
        this.prereads = prereads;
        server.is(Line.State.UNDERSTOOD);
        server.inside().forEach(directive -> read(directive, steps, false));
        if (http && listens.isEmpty()) {
            listens.add(new Listen("*:80", 80, false, true));
        }
    }

    List<Listen> listens() {
        return listens;
    }

    /** Whether it waits at ports that are not modelled. */
    boolean waitsElsewhere() {
        return elsewhere;
    }

    /** What {@code server_name} says. */
    List<Directive.Word> names() {
        return names;
    }

    private void read(Directive directive, List<Directive> into, boolean inLocation) {
        directive.is(Line.State.UNDERSTOOD);
        switch (directive.name()) {
            case "listen" -> listen(directive);
            case "server_name" -> {
                if (http) {
                    names.addAll(directive.words().subList(1, directive.words().size()));
                } else {
                    notModelled(directive);
                }
            }
            case "ssl_preread" -> prereads = directive.value(0).equals("on");
            case "return" -> into.add(directive);
            case "proxy_pass" -> {
                if (http == inLocation) {
                    into.add(directive);
                } else {
                    directive.is(Line.State.WRONG, Text.of("it cannot stand here", "elle ne peut pas être ici"));
                }
            }
            case "if" -> {
                if (directive.inside().size() == 1
                        && directive.inside().getFirst().name().equals("return")) {
                    directive.inside().getFirst().is(Line.State.UNDERSTOOD);
                    into.add(directive);
                } else {
                    notModelled(directive);
                }
            }
            case "location" -> location(directive, inLocation);
            case "deny" -> narrowed = true;
            case "allow" -> {}
            default -> {
                if (Keywords.haveNoPart(directive.name())) {
                    directive.isIrrelevant();
                } else if (directive.name().equals("proxy_intercept_errors")) {
                    directive.is(Line.State.IRRELEVANT);
                } else {
                    notModelled(directive);
                }
            }
        }
    }

    private void notModelled(Directive directive) {
        opened = true;
        directive.is(Line.State.NOT_SUPPORTED, Text.of("it can change what passes", "elle peut changer ce qui passe"));
    }

    private void listen(Directive directive) {
        Optional<Listen> listen = Listen.read(directive, http);
        if (listen.isEmpty() && directive.value(0).startsWith("unix:")) {
            directive.is(Line.State.IRRELEVANT);
        } else if (listen.isEmpty() || !listen.get().isModelled()) {
            elsewhere |= listen.isEmpty();
            notModelled(directive);
        }
        listen.ifPresent(listens::add);
    }

    private void location(Directive directive, boolean nested) {
        if (nested || directive.value(0).startsWith("@") || !http) {
            notModelled(directive);
            return;
        }
        rootLocation |= directive.values().equals(List.of("/"));
        List<Directive> inside = new ArrayList<>();
        directive.inside().forEach(step -> read(step, inside, true));
        locations.add(inside);
    }

    /** Where it passes connections on. */
    List<NotedLine> passLines() {
        return Stream.concat(steps.stream(), locations.stream().flatMap(List::stream))
                .filter(step -> step.name().equals("proxy_pass"))
                .map(Directive::line)
                .toList();
    }

    /** The names that pass. */
    Between passes(Spelling spelling, int port, Explained explained) {
        Variables.Connection connection = new Variables.Connection(spelling, port, http || prereads);
        if (opened) {
            return Between.UNKNOWN;
        }
        Between passing = through(steps, connection, explained, http ? located(connection, explained) : Between.NEVER);
        return narrowed ? new Between(NameSet.none(), passing.possibly()) : passing;
    }

    /** Surely passes what passes at every path. */
    private Between located(Variables.Connection connection, Explained explained) {
        List<Between> passing = locations.stream()
                .map(location -> through(location, connection, explained, Between.NEVER))
                .toList();
        if (passing.size() == 1 && rootLocation) {
            return passing.getFirst();
        }
        Between everywhere = passing.stream().reduce(rootLocation ? Between.ALWAYS : Between.NEVER, Between::and);
        return new Between(
                everywhere.surely(),
                Between.union(passing.stream().map(Between::possibly).toList()));
    }

    /**
     * Rewriting directives come in their order, and before a connection is passed on.
     *
     * @param onward what passes where the list does not pass anything on itself
     */
    private Between through(
            List<Directive> inOrder, Variables.Connection connection, Explained explained, Between onward) {
        Between passing = inOrder.stream()
                .filter(step -> step.name().equals("proxy_pass"))
                .reduce((_, last) -> last)
                .map(step -> variables.evaluate(
                        step.value(0),
                        connection,
                        explained,
                        value -> NO_HOST.matcher(value).matches() ? Between.NEVER : Between.ALWAYS))
                .orElse(onward);
        for (Directive step : inOrder.reversed()) {
            Between behind = passing;
            passing = switch (step.name()) {
                case "return" -> Between.NEVER;
                case "if" -> condition(step, connection, explained, behind);
                default -> behind;
            };
        }
        return passing;
    }

    private Between condition(
            Directive directive, Variables.Connection connection, Explained explained, Between otherwise) {
        Optional<Condition> condition = Condition.read(directive.values());
        if (condition.isEmpty()) {
            directive.is(
                    Line.State.NOT_SUPPORTED,
                    Text.of("the condition is not modelled", "la condition n'est pas modélisée"));
            return Between.UNKNOWN;
        }
        return variables.evaluate(
                condition.get().variable(),
                connection,
                explained,
                value -> condition.get().holds(value).choose(Between.NEVER, otherwise));
    }
}
