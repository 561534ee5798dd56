package org.sallyport.check.login;

import java.util.List;
import java.util.Optional;
import org.apache.hc.client5.http.auth.AuthChallenge;
import org.apache.hc.client5.http.auth.AuthenticationException;
import org.apache.hc.client5.http.auth.ChallengeType;
import org.apache.hc.client5.http.auth.MalformedChallengeException;
import org.apache.hc.client5.http.auth.NTCredentials;
import org.apache.hc.client5.http.impl.auth.NTLMScheme;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.message.BasicHttpRequest;
import org.apache.hc.core5.http.protocol.BasicHttpContext;
import org.apache.hc.core5.http.protocol.HttpContext;

/** A proof of the password in three messages on one connection ([MS-NTHT]). */
@SuppressWarnings("deprecation") // the library advises against NTLM; a proxy that asks for it does not
final class Ntlm implements Scheme {

    private static final HttpHost ANY = new HttpHost("proxy");

    private final NTLMScheme scheme = new NTLMScheme();
    private final NTCredentials credentials;
    private final HttpContext context = new BasicHttpContext();
    private int answers;

    Ntlm(Login login) {
        credentials = new NTCredentials(
                login.user(),
                login.password().toCharArray(),
                null,
                login.domain().isEmpty() ? null : login.domain());
    }

    @Override
    public String name() {
        return "NTLM";
    }

    @Override
    public Optional<LogIn.Answer> answer(String challenge) {
        if (challenge.isEmpty() != (answers == 0) || answers == 2) {
            return Optional.empty();
        }
        answers++;
        try {
            scheme.processChallenge(new AuthChallenge(ChallengeType.PROXY, "ntlm", challenge, List.of()), context);
            scheme.isResponseReady(ANY, (scope, any) -> credentials, context);
            return Optional.of(new LogIn.Answer(
                    scheme.generateAuthResponse(ANY, new BasicHttpRequest("CONNECT", "/"), context), answers == 2));
        } catch (MalformedChallengeException | AuthenticationException | IndexOutOfBoundsException e) {
            // what the proxy says is no message of NTLM
            return Optional.empty();
        }
    }
}
