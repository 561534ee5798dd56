package org.sallyport.gate.request;

import java.util.Locale;
import org.sallyport.core.Text;

/** Why a client is not let through, or why what it was let through to was not reached. The ids stay. */
public enum Refusal {
    // what it said
    BAD_REQUEST(400, "the request is not written as HTTP/1.1 is", "la requête n'est pas écrite comme HTTP/1.1"),
    BAD_VERSION(505, "HTTP/1.1 and HTTP/1.0 are spoken here", "seuls HTTP/1.1 et HTTP/1.0 sont parlés ici"),
    HEAD_TOO_LARGE(431, "the head of the request is too large", "l'en-tête de la requête est trop grand"),
    TARGET_TOO_LONG(414, "the address of the request is too long", "l'adresse de la requête est trop longue"),
    HEAD_TIMEOUT(408, "the request did not come in time", "la requête n'est pas arrivée à temps"),
    NOT_A_NAME(403, "what was asked for is no host name", "ce qui est demandé n'est pas un nom d'hôte"),
    NO_PORT(403, "the port is not a number from 1 to 65535", "le port n'est pas un nombre de 1 à 65535"),
    ADDRESS(403, "names are let through, not addresses", "les noms passent, pas les adresses"),
    SCHEME(403, "only http is asked for without a tunnel", "seul http se demande sans tunnel"),
    UPGRADE(403, "no other protocol is changed to", "aucun changement de protocole n'est possible"),
    // what the policy says
    NAME(403, "no rule lets the name through", "aucune règle ne laisse passer ce nom"),
    PORT(403, "the name is let through at other ports", "ce nom passe à d'autres ports"),
    // what DNS says
    NOT_PUBLIC(
            403,
            "the name lies at no public address, and the site permits no other",
            "ce nom n'a aucune adresse publique, et le site n'en permet pas d'autre"),
    ITSELF(403, "the name lies at the gate itself", "ce nom désigne le proxy lui-même"),
    UNRESOLVED(502, "the name has no address", "ce nom n'a pas d'adresse"),
    NO_RESOLVER(502, "no name server answers", "aucun serveur DNS ne répond"),
    // what TLS says
    NOT_TLS(403, "what is said in the tunnel is not TLS", "ce qui est dit dans le tunnel n'est pas du TLS"),
    BAD_HELLO(403, "the ClientHello is not written as TLS is", "le ClientHello n'est pas écrit comme TLS"),
    HELLO_TOO_LARGE(403, "the ClientHello is too large", "le ClientHello est trop grand"),
    HELLO_TIMEOUT(403, "the ClientHello did not come in time", "le ClientHello n'est pas arrivé à temps"),
    NO_SNI(403, "the ClientHello names no server", "le ClientHello ne nomme pas de serveur"),
    OTHER_SNI(
            403,
            "the ClientHello names another server than the request",
            "le ClientHello nomme un autre serveur que la requête"),
    SNI_NAME(
            403,
            "no rule lets the name of the ClientHello through",
            "aucune règle ne laisse passer le nom du ClientHello"),
    ENCRYPTED_HELLO(
            403, "the ClientHello hides the server's name (ECH)", "le ClientHello cache le nom du serveur (ECH)"),
    // what is too much
    CLIENT_LIMIT(503, "the client has too many connections", "le client a trop de connexions"),
    GATE_LIMIT(503, "the gate has too many connections", "le proxy a trop de connexions"),
    NAMES_LIMIT(
            403,
            "the client has asked for too many names below a wildcard",
            "le client a demandé trop de noms sous un caractère de remplacement"),
    UNTRUSTED_PEER(
            403,
            "a header of the PROXY protocol is taken from known balancers only",
            "un en-tête du protocole PROXY n'est accepté que de répartiteurs connus"),
    // what keeps the gate from its work
    UNREACHED(502, "the server was not reached", "le serveur n'a pas été joint"),
    UPSTREAM(502, "the next proxy does not let it through", "le proxy suivant ne le laisse pas passer"),
    UNRECORDED(503, "the decision cannot be recorded", "la décision ne peut pas être enregistrée"),
    DRAINING(503, "the gate is being stopped", "le proxy est en cours d'arrêt"),
    DEFECT(500, "a defect of the gate", "un défaut du proxy");

    private final int status;
    private final Text text;

    Refusal(int status, String english, String french) {
        this.status = status;
        this.text = new Text(english, french);
    }

    /** The status code of the answer (RFC 9110, section 15); never 407, which would ask for a password. */
    public int status() {
        return status;
    }

    public Text text() {
        return text;
    }

    /** Whether the site file decides it, and not the form of the request or the state of the network. */
    public boolean isOfPolicy() {
        return switch (this) {
            case ADDRESS, NAME, PORT, NO_SNI, OTHER_SNI, SNI_NAME, ENCRYPTED_HELLO, NOT_TLS, NAMES_LIMIT -> true;
            default -> false;
        };
    }

    /** Whether the policy let it through, but it was not reached. */
    public boolean isFailure() {
        return switch (this) {
            case UNRESOLVED, NO_RESOLVER, UNREACHED, UPSTREAM -> true;
            default -> false;
        };
    }

    /** In records, answers and metrics. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
