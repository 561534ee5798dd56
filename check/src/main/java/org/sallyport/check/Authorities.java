package org.sallyport.check;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;

/**
 * The authorities whose certificates the public believes. Whoever else signs one inspects the traffic. Immutable; safe
 * for use by several threads.
 */
public final class Authorities {

    private final X509ExtendedTrustManager trust;
    private final List<X500Principal> inspecting;

    private Authorities(X509ExtendedTrustManager trust, List<X500Principal> inspecting) {
        this.trust = trust;
        this.inspecting = List.copyOf(inspecting);
    }

    /** The same without those: they inspect, even where they are believed. */
    public Authorities without(List<X500Principal> inspection) {
        return new Authorities(trust, inspection);
    }

    /** Those that Java brings along, not what an administrator has added to the system's. */
    public static Authorities ofThePublic() {
        return of(null);
    }

    /** These alone. */
    public static Authorities of(@Nullable KeyStore roots) {
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
            factory.init(roots);
            return new Authorities(
                    Arrays.stream(factory.getTrustManagers())
                            .filter(X509ExtendedTrustManager.class::isInstance)
                            .map(X509ExtendedTrustManager.class::cast)
                            .findFirst()
                            .orElseThrow(),
                    List.of());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has PKIX", e);
        }
    }

    /** One handshake: it succeeds with any certificate, which is then judged. Not safe for use by several threads. */
    final class Judge extends X509ExtendedTrustManager {

        private Optional<Fault> fault = Optional.empty();
        private String issuer = "";

        SSLContext context() {
            try {
                SSLContext context = SSLContext.getInstance("TLS");
                context.init(null, new TrustManager[] {this}, null);
                return context;
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("every Java has TLS", e);
            }
        }

        /** What is wrong with the certificate. */
        Optional<Fault> fault() {
            return fault;
        }

        /** Who has signed it, as it says itself; hostile. */
        String issuer() {
            return issuer;
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {
            issuer = chain[0].getIssuerX500Principal().getName();
            if (Arrays.stream(chain)
                    .map(X509Certificate::getIssuerX500Principal)
                    .anyMatch(inspecting::contains)) {
                fault = Optional.of(Fault.INTERCEPTED);
                return;
            }
            try {
                trust.checkServerTrusted(chain, type);
                // a certificate that is an authority itself is believed at any time
                chain[0].checkValidity();
            } catch (CertificateException e) {
                fault = Optional.of(isOutOfTime(e) ? Fault.EXPIRED : Fault.INTERCEPTED);
                return;
            }
            try {
                // the same once more, with the name that was asked for
                trust.checkServerTrusted(chain, type, socket);
            } catch (CertificateException e) {
                fault = Optional.of(Fault.WRONG_NAME);
            }
        }

        private static boolean isOutOfTime(Throwable error) {
            for (Throwable cause = error; cause != null; cause = cause.getCause()) {
                if (cause instanceof CertificateExpiredException || cause instanceof CertificateNotYetValidException) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws CertificateException {
            trust.checkServerTrusted(chain, type, engine);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
            trust.checkServerTrusted(chain, type);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
                throws CertificateException {
            throw new CertificateException("no client is asked");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws CertificateException {
            throw new CertificateException("no client is asked");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
            throw new CertificateException("no client is asked");
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
