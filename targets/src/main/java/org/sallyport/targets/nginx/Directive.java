package org.sallyport.targets.nginx;

import java.util.List;
import java.util.Optional;
import org.sallyport.core.Text;
import org.sallyport.core.proof.Line;
import org.sallyport.targets.NotedLine;

/**
 * A directive: words up to a semicolon, or up to a block.
 *
 * @param words at least one
 * @param block what stands in its braces, included files taken in
 */
record Directive(List<Word> words, Optional<List<Directive>> block) {

    /** A word without its quotes, and the line that it begins on. */
    record Word(String text, NotedLine line) {}

    String name() {
        return words.getFirst().text();
    }

    List<String> values() {
        return words.stream().skip(1).map(Word::text).toList();
    }

    String value(int index) {
        return index + 1 < words.size() ? words.get(index + 1).text() : "";
    }

    List<Directive> inside() {
        return block.orElse(List.of());
    }

    NotedLine line() {
        return words.getFirst().line();
    }

    void is(Line.State state) {
        words.forEach(word -> word.line().is(state));
    }

    void is(Line.State state, Text why) {
        is(state);
        line().is(state, why);
    }

    /** It and all in its block have no part in what passes. */
    void isIrrelevant() {
        is(Line.State.IRRELEVANT);
        inside().forEach(Directive::isIrrelevant);
    }
}
