package org.sallyport.targets.nginx;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sallyport.core.name.HostExpression;
import org.sallyport.core.name.HostName;
import org.sallyport.core.name.HostPattern;
import org.sallyport.core.name.NameSet;
import org.sallyport.targets.Between;

/**
 * What stands in the brackets of an {@code if} of {@code http}: a variable alone, or compared with a text.
 *
 * @param variable as written, with its dollar sign
 * @param comparison empty where the variable stands alone
 */
record Condition(String variable, String comparison, String operand) {

    private static final Set<String> COMPARISONS = Set.of("=", "!=", "~", "~*", "!~", "!~*");

    /** Reads the words behind {@code if}; empty where it is a condition of another kind. */
    static Optional<Condition> read(List<String> words) {
        String text = String.join("\n", words);
        if (!text.startsWith("(") || !text.endsWith(")")) {
            return Optional.empty();
        }
        List<String> parts =
                List.of(text.substring(1, text.length() - 1).strip().split("\n", -1));
        boolean variable = parts.getFirst().matches("\\$[A-Za-z0-9_]+");
        if (!variable || parts.size() == 2 || parts.size() > 3) {
            return Optional.empty();
        }
        Condition condition = new Condition(
                parts.getFirst(), parts.size() == 1 ? "" : parts.get(1), parts.size() == 1 ? "" : parts.get(2));
        return parts.size() == 1 || COMPARISONS.contains(parts.get(1)) ? Optional.of(condition) : Optional.empty();
    }

    /** The names for which it holds, where this is the variable's value. */
    Between holds(String value) {
        Between without = switch (comparison) {
            case "" ->
                value.equals(Variables.NAME) || !Set.of("", "0").contains(value) ? Between.ALWAYS : Between.NEVER;
            case "=", "!=" ->
                value.equals(Variables.NAME) ? named() : operand.equals(value) ? Between.ALWAYS : Between.NEVER;
            default -> value.equals(Variables.NAME) ? expression() : Between.UNKNOWN;
        };
        boolean inPart = value.contains(Variables.NAME) && !value.equals(Variables.NAME);
        return inPart ? Between.UNKNOWN : comparison.startsWith("!") ? without.not() : without;
    }

    private Between named() {
        return HostName.tryParse(operand)
                .filter(name -> name.value().equals(operand))
                .map(name -> Between.exactly(NameSet.of(new HostPattern.Exact(name))))
                .orElse(Between.NEVER);
    }

    private Between expression() {
        Set<HostExpression.Flag> flags = comparison.endsWith("*")
                ? Set.of(HostExpression.Flag.PERL, HostExpression.Flag.IGNORE_CASE)
                : Set.of(HostExpression.Flag.PERL);
        return HostExpression.tryParse(operand, flags)
                .map(found -> Between.exactly(found.names()))
                .orElse(Between.UNKNOWN);
    }
}
