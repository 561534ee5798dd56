package org.sallyport.check.login;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** The password itself (RFC 7617). */
final class Basic implements Scheme {

    private final Login login;
    private boolean said;

    Basic(Login login) {
        this.login = login;
    }

    @Override
    public String name() {
        return "Basic";
    }

    @Override
    public Optional<LogIn.Answer> answer(String challenge) {
        if (said) {
            return Optional.empty();
        }
        said = true;
        byte[] octets = login.basic().getBytes(StandardCharsets.UTF_8);
        return Optional.of(new LogIn.Answer("Basic " + Base64.getEncoder().encodeToString(octets), true));
    }
}
