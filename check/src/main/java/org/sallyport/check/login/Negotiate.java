package org.sallyport.check.login;

import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import javax.security.auth.Subject;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.auth.login.AppConfigurationEntry;
import javax.security.auth.login.Configuration;
import javax.security.auth.login.LoginContext;
import javax.security.auth.login.LoginException;
import org.ietf.jgss.GSSContext;
import org.ietf.jgss.GSSException;
import org.ietf.jgss.GSSManager;
import org.ietf.jgss.GSSName;
import org.ietf.jgss.Oid;

/**
 * A ticket of Kerberos for the proxy (RFC 4559): with the log-in, else from the tickets of the user who runs this. The
 * realm and its servers are those of the system's krb5.conf.
 */
final class Negotiate implements Scheme {

    private static final String SPNEGO = "1.3.6.1.5.5.2";

    private final String proxy;
    private final Optional<Login> login;
    private boolean said;

    Negotiate(String proxy, Optional<Login> login) {
        this.proxy = proxy;
        this.login = login;
    }

    @Override
    public String name() {
        return "Negotiate";
    }

    @Override
    public Optional<LogIn.Answer> answer(String challenge) {
        if (said) {
            return Optional.empty();
        }
        said = true;
        try {
            LoginContext context = new LoginContext("sallyport", null, this::fill, new Tickets(login.isEmpty()));
            context.login();
            byte[] token = Subject.callAs(context.getSubject(), (Callable<byte[]>) this::token);
            return Optional.of(
                    new LogIn.Answer("Negotiate " + Base64.getEncoder().encodeToString(token), true));
        } catch (LoginException | CompletionException e) {
            // no ticket is to be had: the proxy may offer something else
            return Optional.empty();
        }
    }

    private byte[] token() throws GSSException {
        GSSManager manager = GSSManager.getInstance();
        GSSName service = manager.createName("HTTP@" + proxy, GSSName.NT_HOSTBASED_SERVICE);
        GSSContext context = manager.createContext(service, new Oid(SPNEGO), null, GSSContext.DEFAULT_LIFETIME);
        try {
            return context.initSecContext(new byte[0], 0, 0);
        } finally {
            context.dispose();
        }
    }

    private void fill(Callback[] callbacks) {
        login.ifPresent(known -> {
            for (Callback callback : callbacks) {
                switch (callback) {
                    case NameCallback name ->
                        name.setName(known.domain().isEmpty() ? known.user() : known.user() + "@" + known.domain());
                    case PasswordCallback password ->
                        password.setPassword(known.password().toCharArray());
                    default -> {}
                }
            }
        });
    }

    /** What Java's own module for Kerberos is told. */
    private static final class Tickets extends Configuration {
        private final boolean ofTheUser;

        Tickets(boolean ofTheUser) {
            this.ofTheUser = ofTheUser;
        }

        @Override
        public AppConfigurationEntry[] getAppConfigurationEntry(String name) {
            return new AppConfigurationEntry[] {
                new AppConfigurationEntry(
                        "com.sun.security.auth.module.Krb5LoginModule",
                        AppConfigurationEntry.LoginModuleControlFlag.REQUIRED,
                        ofTheUser
                                ? Map.of("useTicketCache", "true", "doNotPrompt", "true")
                                : Map.of("useTicketCache", "false"))
            };
        }
    }
}
