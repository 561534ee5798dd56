package org.sallyport.core.site;

import org.sallyport.core.Id;
import org.sallyport.core.catalog.Ports;
import org.sallyport.core.catalog.Provenance;
import org.sallyport.core.name.HostName;
import org.sallyport.core.name.HostPattern;

/** One line of an allowlist, with its reason. */
public record Rule(HostPattern host, Ports ports, Form form, Reason reason) {

    /** Whether the name may pass because of this rule: what it matches, and the apex of its wildcard. */
    public boolean allows(HostName name) {
        return host.matches(name) || (host instanceof HostPattern.Below(HostName base) && base.equals(name));
    }

    /** In which of a document's two ways of saying the same thing the rule stands. */
    public enum Form {
        /** The document says it in one way only. */
        LISTED,
        /** In the list without wildcards, which the document also offers with wildcards. */
        NAME,
        /** In the list with wildcards. */
        WILDCARD,
        /** What the document offers where a star inside a label is not possible. */
        WIDER,
        /** A server found in an installer log; it belongs to the list without wildcards. */
        DISCOVERED,
        /** The site's own. */
        OWN
    }

    /** Why the rule is there. */
    public sealed interface Reason {

        /** What cannot be used where the rule is not let through: a feature, or the site's own entry. */
        Id feature();
    }

    /** A document lists it. */
    public record Documented(Id vendor, Id feature, Provenance from) implements Reason {
        @Override
        public String toString() {
            return vendor + " " + from;
        }
    }

    /** A log of the site named it, by the catalog's discovery rule. */
    public record Discovered(Id vendor, Id feature) implements Reason {
        @Override
        public String toString() {
            return vendor + " log";
        }
    }

    /** The site file adds it. */
    public record Own(String text, int line) implements Reason {
        private static final Id OWN = Id.parse("own");

        @Override
        public Id feature() {
            return OWN;
        }

        @Override
        public String toString() {
            return "site:" + line;
        }
    }
}
