package org.sallyport.check.login;

import java.util.Optional;
import org.sallyport.core.InputException;
import org.sallyport.core.Text;

/**
 * Who a proxy is told asks. Prints without its password.
 *
 * @param domain of Windows; empty where there is none
 */
public record Login(String domain, String user, String password) {

    public Login {
        if (user.isEmpty() || (domain + user + password).chars().anyMatch(Character::isISOControl)) {
            throw new InputException(
                    Text.of(
                            "the log-in has no user, or a control character",
                            "l'identification est sans utilisateur, ou contient un caractère de contrôle"),
                    Text.of(
                            "write user:password or DOMAIN\\user:password",
                            "écrivez utilisateur:motdepasse ou DOMAINE\\utilisateur:motdepasse"));
        }
    }

    /** Reads {@code user:password} or {@code DOMAIN\\user:password}; a password may contain colons. */
    public static Login parse(String text) {
        int colon = text.indexOf(':');
        String name = colon < 0 ? text : text.substring(0, colon);
        int slash = name.indexOf('\\');
        return new Login(
                slash < 0 ? "" : name.substring(0, slash),
                name.substring(slash + 1),
                colon < 0 ? "" : text.substring(colon + 1));
    }

    /** The log-in that stands before a proxy's name, {@code http://user:password@proxy:3128}; empty where none does. */
    public static Optional<Login> before(String proxy) {
        int scheme = proxy.indexOf("://");
        int end = proxy.lastIndexOf('@');
        return end < 0 ? Optional.empty() : Optional.of(parse(proxy.substring(scheme < 0 ? 0 : scheme + 3, end)));
    }

    /** The user as Basic names him (RFC 7617). */
    String name() {
        return domain.isEmpty() ? user : domain + "\\" + user;
    }

    /** {@code user:password}, as Basic tells it. */
    public String basic() {
        return name() + ":" + password;
    }

    @Override
    public String toString() {
        return name();
    }
}
