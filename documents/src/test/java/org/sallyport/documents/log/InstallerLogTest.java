package org.sallyport.documents.log;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sallyport.documents.log.Logs.CHANGED;
import static org.sallyport.documents.log.Logs.CONNECTION;
import static org.sallyport.documents.log.Logs.SERVER;
import static org.sallyport.documents.log.Logs.names;
import static org.sallyport.documents.log.Logs.read;
import static org.sallyport.documents.log.Logs.reasons;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.core.InputException;
import org.sallyport.core.Where;
import org.sallyport.core.name.HostName;
import org.sallyport.documents.log.Skipped.Reason;

class InstallerLogTest {

    private static final String LOG = """
            2026-01-12T08:00:00.101Z [4711] INFO  Installer starts
            2026-01-12T08:00:01.202Z [4711] INFO  Model::server value changed to: one.api.example.com
            2026-01-12T08:00:02.303Z [4712] INFO  Opening connection to one.api.example.com
            2026-01-12T08:00:03.404Z [4712] WARN  No answer, the next one
            2026-01-12T08:00:04.505Z [4713] INFO  Opening connection to two.api.example.com
            2026-01-12T08:00:05.606Z [4713] INFO  Done
            """;

    @Test
    void everyServerIsReportedOnceWithItsPlacesAndTheLastIsTheCurrentOne() {
        Discovery discovery = read(LOG);

        HostName one = HostName.parse("one.api.example.com");
        HostName two = HostName.parse("two.api.example.com");
        Sighting changed = new Sighting(one, new Where("installer.log", 2, 0), CHANGED);
        Sighting opened = new Sighting(one, new Where("installer.log", 3, 0), CONNECTION);
        Sighting next = new Sighting(two, new Where("installer.log", 5, 0), CONNECTION);
        assertThat(discovery.servers())
                .containsExactly(new Server(one, changed, opened, 2), new Server(two, next, next, 1));
        assertThat(discovery.current()).contains(two);
        assertThat(discovery.skipped()).isEmpty();
    }

    @Test
    void aServerThatIsUsedAgainIsTheCurrentOne() {
        Discovery discovery = read(LOG + "Opening connection to one.api.example.com");

        assertThat(names(discovery)).containsExactly("one.api.example.com", "two.api.example.com");
        assertThat(discovery.current()).contains(HostName.parse("one.api.example.com"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Opening connection to @",
                "OPENING CONNECTION TO @",
                "opening connection to @",
                "Opening connection to https://@",
                "Opening connection to https://@/",
                "Opening connection to HTTPS://@:443/api/v1?customer=1#top",
                "Opening connection to //@/api",
                "Opening connection to @:443",
                "Opening connection to @:443, waiting",
                "Opening connection to @: failed",
                "Opening connection to @/api/v1",
                "Opening connection to @.",
                "Opening connection to @...",
                "Opening connection to @,",
                "Opening connection to @;",
                "Opening connection to @!",
                "Opening connection to @?",
                "Opening connection to (@)",
                "Opening connection to [@]",
                "Opening connection to <https://@/>",
                "Opening connection to \"@\"",
                "Opening connection to '@'.",
                "Opening connection to `@`",
                "Opening connection to @(10.0.0.1)",
                "Opening connection to @[10.0.0.1]",
                "Opening connection to “@”",
                "Opening connection to « @ »",
                "Opening connection to @…",
                "Opening connection to\t@\ton port 443",
                "Opening connection to     @   ",
                "12:00 [a:b] Opening connection to Opening connection to @",
                "Model::server value changed to:@",
                "Model::server value changed to: @",
                "{\"m\":\"Opening connection to @\",\"user\":\"joe@corp.example\"}",
                "{\"m\":\"Opening connection to https://@/x\",\"user\":\"joe@corp.example\"}",
                "Opening connection to https://user:pass%21@@:8443/path",
                "Opening connection to https://user@@/",
                "Opening connection to https://user:p@ss@@/",
                "Opening connection to \u0000\r\nOpening connection to @\u0000",
            })
    void theNameIsFoundWhateverStandsAroundIt(String line) {
        String log = "first line\n" + line.replaceAll("@(?!ss|corp|@)", SERVER) + "\nlast line\n";

        assertThat(names(read(log))).containsExactly(SERVER);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "Opening connection to                                  | NOTHING",
                "Opening connection to ...                              | NOTHING",
                "Opening connection to \"\"                             | NOTHING",
                "Opening connection to https:///                        | NOTHING",
                "Opening connection to 192.0.2.7                        | ADDRESS",
                "Opening connection to 192.0.2.7:443                    | ADDRESS",
                "Opening connection to https://192.0.2.7/               | ADDRESS",
                "Opening connection to 2001:db8::7                      | ADDRESS",
                "Opening connection to [2001:db8::7]:443                | ADDRESS",
                "Opening connection to https://user:pw@[2001:db8::7]/   | ADDRESS",
                "Opening connection to ::1                              | ADDRESS",
                "Opening connection to the server                       | ONE_LABEL",
                "Opening connection to localhost:8080                   | ONE_LABEL",
                "Model::server value changed to: (null)                 | ONE_LABEL",
                "Opening connection to a..example.com                   | NO_NAME",
                "Opening connection to -a.example.com                   | NO_NAME",
                "Opening connection to *.example.com                    | NO_NAME",
                "Opening connection to a.example.com=b                  | NO_NAME",
                "Opening connection to a.example.com%2eexample.net      | NO_NAME",
                "Opening connection to a.example.com:99999              | NO_NAME",
                "Opening connection to a.example.com:https              | NO_NAME",
                "Opening connection to password=a.example.com           | NO_NAME",
                "Opening connection to first.last:pa/ss@a.example.com   | NO_NAME",
                "Opening connection to https://first.last:12/3@a.example.com/ | NO_NAME",
                "Opening connection to a.bücher.example                 | NO_NAME",
                "Opening connection to example.bücher                   | NO_NAME",
                "Opening connection to a.ex\u00adample.com              | NO_NAME",
                "Opening connection to a.example\u3002com               | NO_NAME",
            })
    void whatIsNoNameIsSkippedWithItsReason(String line, Reason reason) {
        Discovery discovery = read("\n" + line + "\n");

        assertThat(discovery.servers()).isEmpty();
        assertThat(discovery.skipped()).hasSize(1).allSatisfy(skipped -> {
            assertThat(skipped.reason()).isEqualTo(reason);
            assertThat(skipped.where()).isEqualTo(new Where("installer.log", 2, 0));
        });
    }

    @Test
    void aLongerWordThanTheRulesLastIsAnotherText() {
        Discovery discovery = read("Opening connection tomorrow.example.com\nOpening connection to-day.example.com\n");

        assertThat(discovery).isEqualTo(Discovery.NOTHING);
    }

    @Test
    void theLongestBeginningOfSeveralIsTheOneThatStandsThere() {
        LogRule rule = new LogRule(List.of("Opening", "Opening connection to", "Opening connection"));
        byte[] log = ("Opening connection to " + SERVER).getBytes(UTF_8);

        Discovery discovery = InstallerLog.read("installer.log", new ByteArrayInputStream(log), rule, Progress.UNSEEN);

        assertThat(discovery.servers()).extracting(s -> s.first().beginning()).containsExactly(CONNECTION);
        assertThat(discovery.skipped()).isEmpty();
    }

    @Test
    void aProxysNameIsReportedLikeAnyOther() {
        assertThat(names(read("Opening connection to proxy.corp.example:3128\nOpening connection to " + SERVER)))
                .containsExactly("proxy.corp.example", SERVER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void linesAreCountedWhateverEndsThem(String lineEnd) {
        String log = LOG.replace("\n", lineEnd);

        assertThat(read(log)).isEqualTo(read(LOG));
        assertThat(read(log.getBytes(UTF_16LE))).isEqualTo(read(LOG));
        assertThat(read(log.getBytes(UTF_16BE))).isEqualTo(read(LOG));
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheLog() {
        String marked = "\ufeff" + LOG;

        assertThat(read(marked.getBytes(UTF_8))).isEqualTo(read(LOG));
        assertThat(read(marked.getBytes(UTF_16LE))).isEqualTo(read(LOG));
        assertThat(read(marked.getBytes(UTF_16BE))).isEqualTo(read(LOG));
    }

    @ParameterizedTest
    @CsvSource({
        "windows-1252, Démarrage à l’hôte « 1 »",
        "windows-1250, Připojení k serveru „1“",
        "windows-1251, Соединение",
        "windows-31j, サーバーへ接続「ソ表能」",
        "GBK, 正在连接服务器",
        "UTF-8, サーバー „1“ é",
        "UTF-16LE, サーバーへ接続「ソ表能」",
        "UTF-16BE, Соединение",
    })
    void textInAnyCodePageAroundTheNameDoesNoHarm(String encoding, String text) {
        String log = text + "\n" + text + " Opening connection to " + SERVER + " " + text + "\n" + text + "\n";

        Discovery discovery = read(log.getBytes(Charset.forName(encoding)));

        assertThat(names(discovery)).containsExactly(SERVER);
        assertThat(discovery.last())
                .hasValueSatisfying(s -> assertThat(s.where().line()).isEqualTo(2));
    }

    @ParameterizedTest
    @CsvSource({
        "windows-1252, ”",
        "windows-1252, »",
        "windows-1252, …",
        "windows-31j, 、",
        "windows-31j, 」",
        "windows-31j, \u3000次",
        "windows-31j, ソ表能",
        "GBK, 。",
        "UTF-8, 」へ",
        "UTF-16LE, \u3000次",
    })
    void characterBeyondAsciiRightBehindTheNameEndsIt(String encoding, String behind) {
        String log = "Opening connection to " + SERVER + behind + "\n";

        assertThat(names(read(log.getBytes(Charset.forName(encoding))))).containsExactly(SERVER);
    }

    @ParameterizedTest
    @CsvSource({
        "windows-31j, 「" + SERVER + "」", // its second byte is the letter u
        "windows-1252, “" + SERVER + "”", // in a Japanese code page this would be one character with the d
        "windows-1252, a.bücher.example",
        "windows-1252, example.bücher",
        "windows-1252, bücher.example",
        "windows-31j, " + SERVER + "\u3000user@host.example.net", // the second byte of the space is an @
    })
    void whatACodePageLeavesOpenIsNoName(String encoding, String value) {
        Discovery discovery = read(("Opening connection to " + value + "\n").getBytes(Charset.forName(encoding)));

        assertThat(names(discovery)).doesNotContain("u" + SERVER).allMatch(SERVER::equals);
        assertThat(discovery.servers().size() + discovery.skippedTimes()).isEqualTo(1);
    }

    @Test
    void aUtf16LogIsRecognisedByItsZerosEvenWithOtherScriptsAtItsHead() {
        String log = "接続を開始します 12:00 INFO\r\nOpening connection to " + SERVER + "\r\n";

        assertThat(names(read(log.getBytes(UTF_16LE)))).containsExactly(SERVER);
        assertThat(names(read(log.getBytes(UTF_16BE)))).containsExactly(SERVER);
    }

    @Test
    void zerosInALogOfBytesDoNoHarm() {
        String zeros = "\0".repeat(5000);

        assertThat(names(read(zeros + "Opening connection to " + SERVER + zeros)))
                .containsExactly(SERVER);
    }

    @Test
    void nothingOfALineWithASecretIsKept() {
        String secret = "hunter2hunter2";
        Discovery discovery = read("""
                password=%1$s Opening connection to https://admin:%1$s@%2$s/?token=%1$s Authorization: Basic %1$s
                secret %1$s Opening connection to %1$s
                Opening connection to https://user:%1$s/%1$s@%2$s
                Opening connection to user:%1$s
                """.formatted(secret, SERVER));

        assertThat(names(discovery)).containsExactly(SERVER);
        assertThat(discovery.skippedTimes()).isEqualTo(3);
        assertThat(discovery.toString()).doesNotContain(secret).doesNotContain("admin");
    }

    @Test
    void aValueOfUnreasonableLengthIsSkippedNotLost() {
        Discovery discovery = read("Opening connection to https://" + "u".repeat(2000) + "@" + SERVER
                + "\nOpening connection to" + " ".repeat(2000) + SERVER + "\nOpening connection to " + SERVER);

        assertThat(reasons(discovery)).containsExactly(Reason.TOO_LONG, Reason.TOO_LONG);
        assertThat(names(discovery)).containsExactly(SERVER);
    }

    @Test
    void aQueryOfAnyLengthBehindTheNameDoesNoHarm() {
        Discovery discovery = read("Opening connection to https://" + SERVER + "/?token=" + "é0".repeat(2000) + "\n");

        assertThat(names(discovery)).containsExactly(SERVER);
        assertThat(discovery.skipped()).isEmpty();
    }

    @Test
    void anEmptyLogAndALogAboutOtherThingsNameNothing() {
        assertThat(read("")).isEqualTo(Discovery.NOTHING);
        assertThat(read("\n")).isEqualTo(Discovery.NOTHING);
        assertThat(read("Opening connection t")).isEqualTo(Discovery.NOTHING);
        assertThat(read(new byte[] {(byte) 0xff})).isEqualTo(Discovery.NOTHING);
        assertThat(read(new byte[] {(byte) 0xff, (byte) 0xfe, 'O'})).isEqualTo(Discovery.NOTHING);
        assertThat(read("only noise\n".repeat(100_000))).isEqualTo(Discovery.NOTHING);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"PK\3\4....", "\37\213\b....", "BZh91AY&SY", "\3757zXZ\0..", "(\265/\375....", "MSCF\0\0\0\0"})
    void aPackedLogIsRefusedWithTheRepair(String head) {
        assertThatThrownBy(() -> read(head.getBytes(ISO_8859_1)))
                .isInstanceOf(InputException.class)
                .hasMessage("installer.log: it is packed, not text; unpack it first");
    }

    @Test
    void anEventLogIsRefused() {
        assertThatThrownBy(() -> read("ElfFile\0........"))
                .isInstanceOfSatisfying(
                        InputException.class,
                        e -> assertThat(e.sentence(Locale.FRENCH))
                                .startsWith("installer.log: c'est un journal d'événements"));
    }

    @Test
    void aLogThatBreaksOffWhileItIsReadIsAnErrorThatNamesIt() {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                return read(new byte[1], 0, 1);
            }

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                throw new IOException("device\u001b[31m gone");
            }
        };

        assertThatThrownBy(() -> InstallerLog.read("a\nb.log", broken, Logs.RULE, Progress.UNSEEN))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith("a\\u000Ab.log: it cannot be read: device\\u001B[31m gone;");
    }

    @Test
    void progressAddsUpToTheSizeOfTheLog() {
        byte[] log = LOG.repeat(5000).getBytes(UTF_8);
        AtomicLong read = new AtomicLong();

        InstallerLog.read("installer.log", new ByteArrayInputStream(log), Logs.RULE, read::addAndGet);

        assertThat(read).hasValue(log.length);
    }

    @Test
    void aLogThatNamesServersWithoutEndStaysBounded() {
        StringBuilder log = new StringBuilder();
        for (int i = 0; i < 5000; i++) {
            log.append("Opening connection to s").append(i).append(".example.com\nOpening connection to 192.0.2.1\n");
        }
        Discovery discovery =
                read(log.append("Opening connection to s7.example.com\n").toString());

        assertThat(discovery.servers()).hasSize(Discovery.MOST_SERVERS);
        assertThat(discovery.skipped()).hasSize(Discovery.MOST_SKIPPED);
        assertThat(discovery.skippedTimes()).isEqualTo(5000 + 4000);
        assertThat(discovery.current()).contains(HostName.parse("s7.example.com"));
    }
}
