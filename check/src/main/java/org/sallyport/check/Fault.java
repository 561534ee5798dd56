package org.sallyport.check;

import java.util.Locale;
import org.sallyport.core.Text;

/** What stood in the way on a rung: what was seen, and what is to be done. Its name in small letters is stable. */
public enum Fault {
    NO_SUCH_NAME(
            Text.of("the name server says that the name does not exist", "le serveur DNS dit que le nom n'existe pas"),
            Allow.ON_DNS_FILTER),
    NO_ADDRESS(
            Text.of("the name server knows no address", "le serveur DNS ne connaît aucune adresse"),
            Text.of(
                    "allow %s on the DNS filter, or ask whoever runs the name server",
                    "autorisez %s sur le filtre DNS, ou demandez au responsable du serveur DNS")),
    DNS_REFUSED(Text.of("the name server refuses to answer", "le serveur DNS refuse de répondre"), Allow.ON_DNS_FILTER),
    DNS_FAILED(
            Text.of("the name server could not find out", "le serveur DNS n'a pas pu répondre"),
            Text.of(
                    "let the name server reach the internet, then look up %s again",
                    "laissez le serveur DNS atteindre internet, puis redemandez %s")),
    DNS_TIMEOUT(
            Text.of("the name server does not answer", "le serveur DNS ne répond pas"),
            Text.of(
                    "let this machine reach its name server (port 53), then look up %s again",
                    "laissez cette machine atteindre son serveur DNS (port 53), puis redemandez %s")),
    SINKHOLE(
            Text.of(
                    "the name server answers with an address of no server",
                    "le serveur DNS répond par une adresse qui n'est celle d'aucun serveur"),
            Allow.ON_DNS_FILTER),
    TCP_REFUSED(
            Text.of("the connection is refused", "la connexion est refusée"),
            Text.of("allow %s on the firewall, which rejects it", "autorisez %s sur le pare-feu, qui le rejette")),
    TCP_RESET(
            Text.of("the connection is cut at once", "la connexion est coupée aussitôt"),
            Text.of("allow %s on the firewall, which cuts it", "autorisez %s sur le pare-feu, qui le coupe")),
    TCP_TIMEOUT(
            Text.of("nothing answers", "rien ne répond"),
            Text.of("allow %s on the firewall, which drops it", "autorisez %s sur le pare-feu, qui le jette")),
    UNREACHABLE(
            Text.of("there is no way to the address", "aucune route ne mène à l'adresse"),
            Text.of(
                    "give this machine a way to the internet, and allow %s",
                    "donnez à cette machine une route vers internet, et autorisez %s")),
    TLS_RESET(
            Text.of("the connection is cut when the name is said", "la connexion est coupée quand le nom est prononcé"),
            Allow.IN_TLS),
    TLS_TIMEOUT(Text.of("the server accepts and says nothing", "le serveur accepte et ne dit rien"), Allow.IN_TLS),
    NO_TLS(
            Text.of("what answers does not speak TLS", "ce qui répond ne parle pas TLS"),
            Text.of(
                    "something answers in the place of %s: allow it on what filters the web",
                    "autre chose répond à la place de %s : autorisez-le sur le filtre web")),
    INTERCEPTED(
            Text.of(
                    "TLS is inspected: no public authority has signed the certificate",
                    "TLS est inspecté : aucune autorité publique n'a signé le certificat"),
            Text.of("exempt %s from TLS inspection", "exemptez %s de l'inspection TLS")),
    EXPIRED(
            Text.of("the certificate is not valid today", "le certificat n'est pas valable aujourd'hui"),
            Text.of(
                    "set the clock of this machine; if it is right, exempt %s from TLS inspection",
                    "réglez l'horloge de cette machine ; si elle est juste, exemptez %s de l'inspection TLS")),
    WRONG_NAME(
            Text.of("the certificate is of another name", "le certificat est celui d'un autre nom"),
            Text.of(
                    "another server answers in the place of %s: allow it on what filters DNS or the web",
                    "un autre serveur répond à la place de %s : autorisez-le sur le filtre DNS ou web")),
    HTTP_TIMEOUT(
            Text.of("the server takes the request and says nothing", "le serveur prend la requête et ne dit rien"),
            Allow.ON_WEB_FILTER),
    HTTP_RESET(
            Text.of("the connection is cut after the request", "la connexion est coupée après la requête"),
            Allow.ON_WEB_FILTER),
    NO_HTTP(Text.of("what answers does not speak HTTP", "ce qui répond ne parle pas HTTP"), Allow.ON_WEB_FILTER),
    LOG_IN(
            Text.of("a log-in is asked for", "une identification est demandée"),
            Text.of(
                    "log in to this network, or let %s through without a log-in",
                    "identifiez-vous sur ce réseau, ou laissez passer %s sans identification")),
    OTHER_ANSWER(
            Text.of(
                    "the answer is not the one that the document names: a block page, or another server",
                    "la réponse n'est pas celle que cite le document : une page de blocage, ou un autre serveur"),
            Allow.ON_WEB_FILTER),
    OUT_OF_TIME(
            Text.of("the time of the whole check was over", "le temps de tout le contrôle était écoulé"),
            Text.of("check %s again with more time", "contrôlez %s à nouveau avec plus de temps")),
    NOT_TRIED(
            Text.of("it was not tried", "il n'a pas été essayé"),
            Text.of(
                    "write the script again, and run it where it shall reach %s",
                    "réécrivez le script, et lancez-le là d'où il doit atteindre %s"));

    /** Repairs that several faults have in common. */
    private static final class Allow {
        static final Text ON_DNS_FILTER = Text.of("allow %s on the DNS filter", "autorisez %s sur le filtre DNS");
        static final Text IN_TLS = Text.of(
                "allow %s where names in TLS are filtered (SNI)",
                "autorisez %s là où les noms dans TLS sont filtrés (SNI)");
        static final Text ON_WEB_FILTER = Text.of("allow %s on what filters the web", "autorisez %s sur le filtre web");
    }

    private final Text seen;
    private final Text repair;

    Fault(Text seen, Text repair) {
        this.seen = seen;
        this.repair = repair;
    }

    /** What was seen, as half a sentence. */
    public Text seen() {
        return seen;
    }

    /** What is to be done, and for the sake of which features. */
    public Text repair(Aim aim) {
        String features =
                String.join(", ", aim.features().stream().map(Object::toString).toList());
        return Text.of(repair.english(), repair.french(), aim)
                .then(Text.of(", which %s needs", ", dont %s a besoin", features));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
