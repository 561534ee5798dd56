package org.sallyport.documents.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.core.InputException;

class NoSuchPageTest {

    @ParameterizedTest
    @ValueSource(strings = {"", " \n\t\u00a0\n", "\ufeff"})
    void anEmptyFile(String text) {
        assertThat(refused("page.txt", text)).contains("the file is empty");
    }

    @Test
    void aBinaryFile() {
        assertThat(refused("page.pdf", "%PDF-1.7\n1 0 obj")).contains("PDF");
        assertThat(refused("page.docx", "PK\u0003\u0004rest")).contains("ZIP");
        assertThat(refused("page.bin", "text\0text")).contains("NUL");
    }

    @Test
    void textThatIsNotInUtf8() {
        byte[] latin = "Domaines autorisés".getBytes(StandardCharsets.ISO_8859_1);

        assertThat(refused("page.txt", latin)).contains("UTF-8");
    }

    @Test
    void aFileLargerThanAnyPage() {
        byte[] large = new byte[PageText.LARGEST + 1];
        Arrays.fill(large, (byte) 'a');

        assertThat(refused("page.txt", large)).contains("2097153 bytes");
    }

    @Test
    void aLogInPage() {
        assertThat(refused("page.html", """
                <html><head><title>Sign in</title></head><body><h1>Sign in</h1>
                <form><input name="user"><input type="password" name="secret"></form></body></html>
                """)).contains("log-in page").endsWith("by the vocabulary of sophos-central");
    }

    @ParameterizedTest
    @ValueSource(strings = {"404 Not Found", "403 Forbidden", "Error 503", "Page introuvable", "Access Denied"})
    void anErrorPage(String title) {
        assertThat(refused("page.html", "<html><head><title>" + title + "</title></head><body><h1>" + title + "</h1>"))
                .contains("error page, \"" + title);
    }

    @Test
    void aTestForRobots() {
        assertThat(refused("page.html", "<html><body><p>Solve this captcha to go on</p></body></html>"))
                .contains("robots");
    }

    @Test
    void aPageOfAnotherVendor() {
        assertThat(refused("page.txt", "Hosts to allow\n\n- a.example.com\n- b.example.com\n- c.example.com\n"))
                .contains("no page of Sophos Central")
                .contains("no heading");
    }

    @Test
    void aPageWithHeadingsAndNoHosts() {
        assertThat(refused("page.txt", "Endpoint domains\n\n- one\n- two\n\nEndpoint ports\n\n- 443 (HTTPS)\n"))
                .contains("0 host names");
    }

    @Test
    void aPageThatNamesNoPort() {
        assertThat(refused("page.txt", "Endpoint domains\n\n- a.example.com\n- b.example.com\n- c.example.com\n"))
                .contains("no port");
    }

    @Test
    void aPageWithMoreNamesThanAnyPageHas() {
        StringBuilder page = new StringBuilder("Endpoint domains\n\n");
        for (int i = 0; i < 5_001; i++) {
            page.append("- h").append(i).append(".example.com\n");
        }

        assertThat(refused("page.txt", page.toString())).contains("more than 5000 host names");
    }

    @Test
    void aPageWithMoreLinesThanAnyPageHas() {
        assertThat(refused("page.txt", "Endpoint domains\n\n" + "- a\n".repeat(50_001)))
                .contains("50002 lines");
    }

    @Test
    void aPageWhoseLanguageNobodyKnows() {
        assertThat(refused(
                        "page.txt", "AD Sync\n\n- a.example.com\n- b.example.com\n- c.example.com\n\nPorts\n\n- 443\n"))
                .contains("language");
    }

    @Test
    void isRefusedInBothLanguagesWithTheNameOfTheFile() {
        InputException error = catchThrowableOfType(InputException.class, () -> Project.imported("page.txt", ""));

        assertThat(error.sentence(Locale.FRENCH)).startsWith("page.txt: le fichier est vide");
    }

    private static String refused(String file, String text) {
        return refused(file, text.getBytes(StandardCharsets.UTF_8));
    }

    private static String refused(String file, byte[] bytes) {
        InputException error = catchThrowableOfType(InputException.class, () -> Project.imported(file, bytes));
        assertThat(error).isNotNull();
        return error.sentence(Locale.ENGLISH);
    }
}
