package org.sallyport.check;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.sallyport.core.Id;
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
                    "allow %s on the firewall, which may reject it, or give this machine a way to the internet",
                    "autorisez %s sur le pare-feu, qui le rejette peut-être, ou donnez à cette machine une route vers internet")),
    PROXY_DENIES(
            Text.of("the proxy does not let it pass", "le proxy ne le laisse pas passer"),
            Text.of("allow %s on the proxy", "autorisez %s sur le proxy")),
    PROXY_LOG_IN(
            Text.of("the proxy asks for a log-in", "le proxy demande une identification"),
            Text.of(
                    "let %s through the proxy without a log-in, or give check one with --login",
                    "laissez passer %s par le proxy sans identification, ou donnez-en une à check avec --login")),
    PROXY_FAILS(
            Text.of("the proxy does not reach the server", "le proxy n'atteint pas le serveur"),
            Text.of(
                    "let the proxy look up and reach %s: allow it on what the proxy is behind",
                    "laissez le proxy résoudre et atteindre %s : autorisez-le sur ce qui est devant le proxy")),
    PROXY_TIMEOUT(
            Text.of("the proxy takes the request and says nothing", "le proxy prend la requête et ne dit rien"),
            Text.of(
                    "let the proxy look up and reach %s, or look into its log",
                    "laissez le proxy résoudre et atteindre %s, ou consultez son journal")),
    PROXY_RESET(
            Text.of("the proxy cuts the connection", "le proxy coupe la connexion"),
            Text.of("let this machine use the proxy for %s", "laissez cette machine utiliser le proxy pour %s")),
    NO_PROXY(
            Text.of("what answers is no proxy", "ce qui répond n'est pas un proxy"),
            Text.of("name the proxy and its port for %s (--via)", "nommez le proxy et son port pour %s (--via)")),
    NO_WAY(
            Text.of("what chooses the proxy has failed", "ce qui choisit le proxy a échoué"),
            Text.of("mend the PAC file for %s", "corrigez le fichier PAC pour %s")),
    UNSPOKEN_PROXY(
            Text.of(
                    "the proxy is of a kind that is not tried here",
                    "le proxy est d'un genre qui n'est pas essayé ici"),
            Text.of("check %s by another way", "contrôlez %s par un autre chemin")),
    TLS_RESET(
            Text.of("the connection is cut when the name is said", "la connexion est coupée quand le nom est prononcé"),
            Allow.IN_TLS),
    TLS_TIMEOUT(Text.of("the server accepts and says nothing", "le serveur accepte et ne dit rien"), Allow.IN_TLS),
    NO_TLS(
            Text.of("what answers does not speak TLS", "ce qui répond ne parle pas TLS"),
            Text.of(
                    "something answers in the place of %s: allow it on what filters the web",
                    "autre chose répond à la place de %s : autorisez-le sur le filtre web")),
    BAD_CERTIFICATE(
            Text.of("the certificate cannot be read", "le certificat est illisible"),
            Text.of(
                    "something answers in the place of %s: exempt it from TLS inspection",
                    "autre chose répond à la place de %s : exemptez-le de l'inspection TLS")),
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
    BLOCKED(Text.of("the answer is a page that refuses", "la réponse est une page de refus"), Allow.ON_WEB_FILTER),
    OTHER_ANSWER(
            Text.of(
                    "the answer is not the one that the document names: a block page, or another server",
                    "la réponse n'est pas celle que cite le document : une page de blocage, ou un autre serveur"),
            Allow.ON_WEB_FILTER),
    SPLIT_HORIZON(
            Text.of("another name server says something else", "un autre serveur DNS dit autre chose"),
            Text.of(
                    "let all name servers answer the same for %s",
                    "faites répondre la même chose à tous les serveurs DNS pour %s")),
    IPV4_FAILS(
            Text.of("IPv6 arrives, IPv4 does not", "IPv6 arrive, IPv4 n'arrive pas"),
            Text.of("allow %s for IPv4 as well", "autorisez %s aussi en IPv4")),
    IPV6_FAILS(
            Text.of("IPv4 arrives, IPv6 does not", "IPv4 arrive, IPv6 n'arrive pas"),
            Text.of(
                    "allow %s for IPv6 as well, or give out no addresses of IPv6",
                    "autorisez %s aussi en IPv6, ou ne distribuez aucune adresse IPv6")),
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

    /** Whether name servers left a question open: they gave no answer, or refused it. A name that does not exist is one. */
    boolean isNoAnswer() {
        return switch (this) {
            case DNS_REFUSED, DNS_FAILED, DNS_TIMEOUT, OUT_OF_TIME -> true;
            default -> false;
        };
    }

    /**
     * What is to be done, and for the sake of which features.
     *
     * @param servers what it is to be done about: servers, or the proxy on the way to them
     */
    public Text repair(Text servers, List<Id> features) {
        String needed =
                String.join(", ", features.stream().map(Object::toString).toList());
        return new Text(
                        String.format(Locale.ROOT, repair.english(), servers.english()),
                        String.format(Locale.ROOT, repair.french(), servers.french()))
                .then(
                        features.size() == 1
                                ? Text.of(", which %s needs", ", dont %s a besoin", needed)
                                : Text.of(", which %s need", ", dont %s ont besoin", needed));
    }

    /** The fault of that name, as {@link #toString} says it. */
    public static Optional<Fault> named(String name) {
        return Arrays.stream(values())
                .filter(fault -> fault.toString().equals(name))
                .findFirst();
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
