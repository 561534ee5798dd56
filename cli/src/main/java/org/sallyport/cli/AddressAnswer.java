package org.sallyport.cli;

import java.util.List;
import java.util.Optional;
import org.sallyport.check.AddressLookup;
import org.sallyport.check.AddressLookup.Lead;
import org.sallyport.check.Fault;
import org.sallyport.core.Text;
import org.sallyport.core.catalog.Port;
import org.sallyport.core.site.Explanation;
import org.sallyport.core.site.ReverseName;

/**
 * What was found out about an address, and what follows from it for the site. Immutable.
 *
 * @param names those of the site that have the address now, each as it is explained at the port
 */
record AddressAnswer(
        AddressPort asked, Port port, AddressLookup.Found found, List<Explanation> names, List<Reverse> reverse) {

    /** A reverse name, and whether it leads back to the address. */
    record Reverse(ReverseName name, Lead back) {

        /** Allowed, and the address is the name's: both together make it a server of the site's. */
        boolean isProven() {
            return isAllowed() && back.arrives();
        }

        boolean isAllowed() {
            return name.standing() instanceof ReverseName.Standing.Allowed;
        }

        boolean isShared() {
            return name.standing() instanceof ReverseName.Standing.Shared;
        }

        Text way() {
            Optional<Fault> fault = back.fault();
            return fault.isPresent()
                    ? Text.of(
                                    "whether it leads back to the address is not known: ",
                                    "on ne sait pas s'il ramène à l'adresse : ")
                            .then(fault.get().seen())
                    : back.arrives()
                            ? Text.of("it leads back to the address", "il ramène à l'adresse")
                            : Text.of(
                                    "it does not lead back to the address, and proves nothing: whoever holds an address"
                                            + " can write any name there",
                                    "il ne ramène pas à l'adresse, et ne prouve rien : qui détient une adresse peut y"
                                            + " écrire n'importe quel nom");
        }
    }

    /** Whether the address belongs to the site; what weighs more comes first. Its name in small letters is stable. */
    enum Verdict {
        SITE_NAME(Text.of(
                "expected: a name of the site has this address now",
                "attendue : un nom du site a maintenant cette adresse")),
        ALLOWED(Text.of(
                "expected: its reverse name is allowed, and leads back to it",
                "attendue : son nom inverse est autorisé, et ramène à elle")),
        EXPECTED(Text.of(
                "expected: a document says that such reverse names show; that is no reason to add them",
                "attendue : un document dit que de tels noms inverses se montrent ;"
                        + " ce n'est pas une raison de les ajouter")),
        OTHER_PORT(Text.of(
                "not expected: a name of the site has this address now, but not at this port",
                "pas attendue : un nom du site a maintenant cette adresse, mais pas à ce port")),
        UNKNOWN(Text.of(
                "not known: not everything could be looked up",
                "on ne sait pas : le DNS n'a pas répondu à toutes les questions")),
        UNPROVEN(Text.of(
                "not expected: its reverse name is allowed, but does not lead back to it",
                "pas attendue : son nom inverse est autorisé, mais ne ramène pas à elle")),
        SHARED(Text.of(
                "not expected: anybody can obtain such a reverse name",
                "pas attendue : n'importe qui peut obtenir un tel nom inverse")),
        FOREIGN(Text.of(
                "not expected: no name of the site has it, and neither is its reverse name one",
                "pas attendue : aucun nom du site ne l'a, et son nom inverse n'en est pas un")),
        NAMELESS(Text.of(
                "not expected: no name of the site has it, and it has no reverse name",
                "pas attendue : aucun nom du site ne l'a, et elle n'a pas de nom inverse"));

        private final Text text;

        Verdict(Text text) {
            this.text = text;
        }

        Text text() {
            return text;
        }

        boolean isExpected() {
            return compareTo(EXPECTED) <= 0;
        }
    }

    AddressAnswer {
        names = List.copyOf(names);
        reverse = List.copyOf(reverse);
    }

    Verdict verdict() {
        if (names.stream().anyMatch(name -> name.verdict().isAllowed())) {
            return Verdict.SITE_NAME;
        }
        if (reverse.stream().anyMatch(Reverse::isProven)) {
            return Verdict.ALLOWED;
        }
        if (reverse.stream().anyMatch(one -> one.name().isExpected() && !one.isAllowed())) {
            return Verdict.EXPECTED;
        }
        if (!names.isEmpty()) {
            return Verdict.OTHER_PORT;
        }
        if (found.isOpen()
                || reverse.stream()
                        .anyMatch(one -> one.isAllowed() && one.back().fault().isPresent())) {
            return Verdict.UNKNOWN;
        }
        if (reverse.stream().anyMatch(Reverse::isAllowed)) {
            return Verdict.UNPROVEN;
        }
        if (reverse.stream().anyMatch(Reverse::isShared)) {
            return Verdict.SHARED;
        }
        return reverse.isEmpty() && found.reverse().left() == 0 ? Verdict.NAMELESS : Verdict.FOREIGN;
    }
}
