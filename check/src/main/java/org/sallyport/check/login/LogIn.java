package org.sallyport.check.login;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One conversation with a proxy about who asks. Of the schemes that the proxy offers the first is taken that has
 * something to say: Negotiate, where this machine or the log-in gets a ticket; NTLM; Basic, which tells the proxy the
 * password. Not safe for use by several threads.
 */
public final class LogIn {

    /**
     * The value of a Proxy-Authorization.
     *
     * @param last whether the scheme needs no other request on the same connection
     */
    public record Answer(String value, boolean last) {}

    private final List<Scheme> schemes = new ArrayList<>();

    /**
     * @param proxy its name
     * @param login empty for what the machine knows by itself
     */
    public LogIn(String proxy, Optional<Login> login) {
        schemes.add(new Negotiate(proxy, login));
        login.ifPresent(known -> {
            schemes.add(new Ntlm(known));
            schemes.add(new Basic(known));
        });
    }

    /**
     * What to answer to a 407.
     *
     * @param challenges the values of its Proxy-Authenticate
     * @return empty where there is nothing to say, or no more
     */
    public Optional<Answer> answer(List<String> challenges) {
        while (!schemes.isEmpty()) {
            Scheme scheme = schemes.getFirst();
            Optional<Answer> answer = challenges.stream()
                    .filter(challenge -> isOf(scheme, challenge))
                    .findFirst()
                    .flatMap(challenge -> scheme.answer(
                            challenge.substring(scheme.name().length()).strip()));
            if (answer.isPresent()) {
                return answer;
            }
            schemes.removeFirst();
        }
        return Optional.empty();
    }

    private static boolean isOf(Scheme scheme, String challenge) {
        String name = scheme.name().toLowerCase(Locale.ROOT);
        String said = challenge.toLowerCase(Locale.ROOT);
        return said.equals(name) || said.startsWith(name + " ");
    }
}
