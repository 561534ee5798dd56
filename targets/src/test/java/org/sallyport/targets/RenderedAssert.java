package org.sallyport.targets;

import java.util.List;
import org.assertj.core.api.AbstractAssert;
import org.sallyport.core.catalog.Port;
import org.sallyport.core.name.HostName;
import org.sallyport.core.proof.Line;
import org.sallyport.core.proof.Proof;
import org.sallyport.core.proof.Reading;

/** What device text says, in the words of the field. */
public final class RenderedAssert extends AbstractAssert<RenderedAssert, List<Reading>> {

    private RenderedAssert(List<Reading> readings) {
        super(readings, RenderedAssert.class);
    }

    /** All forms of a rendering. */
    public static RenderedAssert assertThat(Rendered rendered) {
        return new RenderedAssert(rendered.readings());
    }

    /** One text. */
    public static RenderedAssert assertThat(Reading reading) {
        return new RenderedAssert(List.of(reading));
    }

    /** The name passes in every case, at the ports of the web. */
    public RenderedAssert permits(String name) {
        return permits(name, 80).permits(name, 443);
    }

    public RenderedAssert permits(String name, int port) {
        for (Reading reading : actual) {
            if (!reading.surely().at(Port.tcp(port)).contains(HostName.parse(name))) {
                failWithMessage("%s at port %s does not pass in every case", name, port);
            }
        }
        return this;
    }

    /** The name passes in no case, at no port. */
    public RenderedAssert denies(String name) {
        for (Reading reading : actual) {
            boolean elsewhere = reading.possibly().elsewhere().contains(HostName.parse(name));
            if (elsewhere) {
                failWithMessage("%s passes at some port", name);
            }
            reading.possibly().ports().forEach(port -> denies(name, port.number()));
        }
        return this;
    }

    public RenderedAssert denies(String name, int port) {
        for (Reading reading : actual) {
            if (reading.possibly().at(Port.tcp(port)).contains(HostName.parse(name))) {
                failWithMessage("%s passes at port %s, in some case at least", name, port);
            }
        }
        return this;
    }

    /** The name passes in some case and is refused in another, at port 443. */
    public RenderedAssert leavesOpen(String name) {
        for (Reading reading : actual) {
            boolean surely = reading.surely().at(Port.HTTPS).contains(HostName.parse(name));
            boolean possibly = reading.possibly().at(Port.HTTPS).contains(HostName.parse(name));
            if (surely || !possibly) {
                failWithMessage("%s %s", name, surely ? "passes in every case" : "passes in no case");
            }
        }
        return this;
    }

    /** Some line is in that state. */
    public RenderedAssert hasLine(int number, Line.State state) {
        for (Reading reading : actual) {
            Line.State found = reading.lines().get(number - 1).state();
            if (found != state) {
                failWithMessage("line %s is %s, not %s", number, found, state);
            }
        }
        return this;
    }

    /** Nothing is left that the reader does not understand. */
    public RenderedAssert isUnderstood() {
        for (Reading reading : actual) {
            if (!reading.notUnderstood().isEmpty()) {
                failWithMessage("not understood: %s", reading.notUnderstood());
            }
        }
        return this;
    }

    /**
     * must ⊆ device ⊆ may, in every form. A product that cannot let a name through alone may let through names that only
     * its owner can create.
     */
    public static void assertProven(Rendered rendered) {
        boolean exact = rendered.target().capabilities(rendered.device()).exact();
        for (DeviceFiles form : rendered.rendering().forms()) {
            org.assertj.core.api.Assertions.assertThat(rendered.prove(form))
                    .describedAs(form.main())
                    .matches(proof -> exact ? proof.equals(new Proof.Proven()) : proof.stands());
        }
    }
}
