package org.sallyport.core.site;

import org.sallyport.core.Text;

/** What an allowlist says about a name at a port. A device may be of two kinds: it takes wildcards, or it does not. */
public enum Verdict {
    /** Devices of both kinds have to let it through. */
    REQUIRED(Text.of("allowed, and required on every device", "autorisé, et exigé sur chaque équipement")),
    /** A device with wildcards has to let it through; one without may. */
    REQUIRED_WITH_WILDCARDS(Text.of(
            "allowed; required on devices with wildcards only",
            "autorisé ; exigé seulement sur les équipements avec caractères de remplacement")),
    /** A device without wildcards has to let it through; one with wildcards may. */
    REQUIRED_WITHOUT_WILDCARDS(Text.of(
            "allowed; required on devices without wildcards only",
            "autorisé ; exigé seulement sur les équipements sans caractères de remplacement")),
    /** It may pass; no device has to let it through. */
    POSSIBLE(Text.of("allowed, but required on no device", "autorisé, mais exigé sur aucun équipement")),
    /** No device may let it through. */
    DENIED(Text.of("denied: no rule allows it", "refusé : aucune règle ne l'autorise"));

    private final Text text;

    Verdict(Text text) {
        this.text = text;
    }

    public boolean isAllowed() {
        return this != DENIED;
    }

    /** The verdict in words. */
    public Text text() {
        return text;
    }

    static Verdict of(boolean allowed, boolean withWildcards, boolean withoutWildcards) {
        if (withWildcards && withoutWildcards) {
            return REQUIRED;
        }
        if (withWildcards) {
            return REQUIRED_WITH_WILDCARDS;
        }
        if (withoutWildcards) {
            return REQUIRED_WITHOUT_WILDCARDS;
        }
        return allowed ? POSSIBLE : DENIED;
    }
}
