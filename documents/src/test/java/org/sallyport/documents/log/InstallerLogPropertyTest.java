package org.sallyport.documents.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.sallyport.core.name.HostName;

class InstallerLogPropertyTest {

    /** Every character that an encoding may be asked for; none of them is a letter of a beginning's first word. */
    private static final String NOISE = " \t.,:;[](){}<>\"'/\\?#&=%@0123456789abcxyzXYZéüßЖ表ソ能あ“”";

    @Property
    void noiseAroundALineDoesNotChangeTheServer(
            @ForAll("noise") String before,
            @ForAll("lines") String line,
            @ForAll("servers") String server,
            @ForAll("noise") String after) {
        Discovery discovery = Logs.read("%s\n%s%s %s %s\n%s".formatted(after, before, line, server, after, before));

        assertThat(Logs.names(discovery)).containsExactly(server.toLowerCase(Locale.ROOT));
        assertThat(discovery.last())
                .hasValueSatisfying(s -> assertThat(s.where().line()).isEqualTo(2));
        assertThat(discovery.skippedTimes()).isZero();
    }

    @Property
    void everyEncodingGivesTheSameSightings(
            @ForAll("logs") List<String> lines,
            @ForAll("lineEnds") String lineEnd,
            @ForAll("encodings") Charset encoding) {
        // a head in ASCII, as logs have; the zeros of UTF-16 are looked for in it
        String log = "2026-01-12 08:00:00 Installer starts" + lineEnd + String.join(lineEnd, lines);

        assertThat(Logs.read(log.getBytes(encoding))).isEqualTo(Logs.read(log.getBytes(UTF_8)));
    }

    @Property
    void theBuffersSizeDoesNotMatter(
            @ForAll("logs") List<String> lines,
            @ForAll("encodings") Charset encoding,
            @ForAll @IntRange(max = 3000) int spare) {
        byte[] log = String.join("\r\n", lines).repeat(50).getBytes(encoding);
        int capacity = Encoding.HEAD + 2 * (spare / 2);

        assertThat(InstallerLog.read(
                        "installer.log", new ByteArrayInputStream(log), Logs.RULE, Progress.UNSEEN, capacity))
                .isEqualTo(Logs.read(log));
    }

    @Property
    void linesAreCountedLikeAnEditorCountsThem(
            @ForAll("lineEndSoup") String text,
            @ForAll("encodings") Charset charset,
            @ForAll @IntRange(min = 1, max = 9) int piece) {
        byte[] bytes = text.getBytes(charset);
        Encoding encoding = charset.name().equals("UTF-16LE")
                ? Encoding.UTF_16_LITTLE
                : charset.name().equals("UTF-16BE") ? Encoding.UTF_16_BIG : Encoding.ONE_BYTE;
        LineBreaks breaks = new LineBreaks(encoding);
        int step = piece * encoding.width();
        for (int at = 0; at < bytes.length; at += step) {
            breaks.pass(bytes, at, Math.min(bytes.length, at + step));
        }

        assertThat(breaks.line()).isEqualTo(text.split("\r\n|\r|\n", -1).length);
    }

    @Property
    void beginningsAreFoundWhereANaiveSearchFindsThem(
            @ForAll("soup") String soup, @ForAll("soupRules") List<String> texts) {
        Beginnings beginnings = new Beginnings(new LogRule(texts), Encoding.ONE_BYTE);
        byte[] bytes = soup.getBytes(UTF_8);
        List<Integer> found = new ArrayList<>();
        for (int at = beginnings.next(bytes, 0, bytes.length, bytes.length);
                at >= 0;
                at = beginnings.next(bytes, at + 1, bytes.length, bytes.length)) {
            found.add(at);
        }

        String lower = soup.toLowerCase(Locale.ROOT);
        assertThat(found)
                .containsExactlyElementsOf(IntStream.range(0, soup.length())
                        .filter(at -> texts.stream().anyMatch(t -> lower.startsWith(t.toLowerCase(Locale.ROOT), at)))
                        .boxed()
                        .toList());
    }

    @Provide
    Arbitrary<String> noise() {
        return Arbitraries.strings().withChars(NOISE).ofMaxLength(60);
    }

    @Provide
    Arbitrary<String> lines() {
        return Arbitraries.of(
                Logs.CONNECTION, Logs.CHANGED, "OPENING connection TO", "model::SERVER value changed to:");
    }

    @Provide
    Arbitrary<String> servers() {
        Arbitrary<String> label = Arbitraries.strings()
                .withChars("abcXYZ019-_")
                .ofMinLength(1)
                .ofMaxLength(20)
                .filter(l -> !l.startsWith("-") && !l.endsWith("-"));
        return label.list()
                .ofMinSize(1)
                .ofMaxSize(5)
                .map(labels -> String.join(".", labels) + ".example")
                .filter(name -> HostName.tryParse(name).isPresent());
    }

    @Provide
    Arbitrary<List<String>> logs() {
        Arbitrary<String> sighting = Combinators.combine(noise(), lines(), servers(), asciiNoise())
                .as((before, line, server, after) -> before + line + " " + server + " " + after);
        Arbitrary<String> skipped = Combinators.combine(lines(), asciiNoise()).as((line, after) -> line + " " + after);
        return Arbitraries.frequencyOf(
                        net.jqwik.api.Tuple.of(3, noise()),
                        net.jqwik.api.Tuple.of(2, sighting),
                        net.jqwik.api.Tuple.of(1, skipped))
                .list()
                .ofMaxSize(8)
                // each encoding of this test must have every character: one code page has é, another ソ
                .map(lines -> lines.stream()
                        .map(l -> l.replaceAll("[^\\x00-\\x7f]", "é"))
                        .toList());
    }

    private static Arbitrary<String> asciiNoise() {
        return Arbitraries.strings()
                .withChars(" .,:;[](){}<>\"'/?#&=%@019abcXYZ")
                .ofMaxLength(40);
    }

    @Provide
    Arbitrary<Charset> encodings() {
        return Arbitraries.of("UTF-8", "UTF-16LE", "UTF-16BE", "windows-1252", "windows-1250")
                .map(Charset::forName);
    }

    @Provide
    Arbitrary<String> lineEnds() {
        return Arbitraries.of("\n", "\r\n", "\r");
    }

    @Provide
    Arbitrary<String> lineEndSoup() {
        // U+0A0D and U+0D0A have the bytes of line breaks in UTF-16
        return Arbitraries.strings()
                .withChars("\r\n\r\na\u0a0d\u0d0a\u000b\u000c")
                .ofMaxLength(120);
    }

    @Provide
    Arbitrary<String> soup() {
        return Arbitraries.strings().withChars("aAbB").ofMaxLength(80);
    }

    @Provide
    Arbitrary<List<String>> soupRules() {
        return Arbitraries.strings()
                .withChars("abB")
                .ofMinLength(4)
                .ofMaxLength(9)
                .list()
                .ofMinSize(1)
                .ofMaxSize(4);
    }
}
