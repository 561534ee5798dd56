package org.sallyport.check.report;

import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.sallyport.check.Climb;

/** Checks as the XML that build servers read, which JUnit's reporter for Ant began: a server is a test of its feature. */
public final class JunitReport {

    private JunitReport() {}

    /** The text, in English, as build servers keep it. */
    public static String of(List<Checked> sites) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeCharacters("\n");
            xml.writeStartElement("testsuites");
            for (Checked site : sites) {
                suite(xml, site);
            }
            xml.writeCharacters("\n");
            xml.writeEndElement();
            xml.writeCharacters("\n");
            xml.writeEndDocument();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("a text takes everything", e);
        }
        return text.toString();
    }

    private static void suite(XMLStreamWriter xml, Checked site) throws XMLStreamException {
        long failures = site.climbs().stream().filter(climb -> !climb.arrived()).count();
        xml.writeCharacters("\n  ");
        xml.writeStartElement("testsuite");
        xml.writeAttribute("name", site.site().value());
        xml.writeAttribute("tests", String.valueOf(site.climbs().size()));
        xml.writeAttribute("failures", String.valueOf(failures));
        xml.writeAttribute("errors", "0");
        xml.writeAttribute("skipped", "0");
        for (Climb climb : site.climbs()) {
            testCase(xml, site, climb);
        }
        xml.writeCharacters("\n  ");
        xml.writeEndElement();
    }

    private static void testCase(XMLStreamWriter xml, Checked site, Climb climb) throws XMLStreamException {
        xml.writeCharacters("\n    ");
        xml.writeStartElement("testcase");
        xml.writeAttribute(
                "classname", site.site() + "." + climb.aim().features().getFirst());
        xml.writeAttribute("name", climb.aim().toString());
        long millis =
                climb.steps().stream().mapToLong(step -> step.took().toMillis()).sum();
        xml.writeAttribute("time", String.format(Locale.ROOT, "%.3f", millis / 1000.0));
        if (!climb.arrived()) {
            xml.writeCharacters("\n      ");
            xml.writeStartElement("failure");
            xml.writeAttribute("type", climb.fault().map(Object::toString).orElse(""));
            xml.writeAttribute(
                    "message",
                    climb.verdict().map(text -> printable(text.english())).orElse(""));
            xml.writeCharacters(climb.steps().stream()
                    .map(step -> "\n" + step.rung() + ": "
                            + step.fault().map(Object::toString).orElse("ok") + " " + printable(step.seen()))
                    .collect(Collectors.joining()));
            xml.writeCharacters("\n      ");
            xml.writeEndElement();
            xml.writeCharacters("\n    ");
        }
        xml.writeEndElement();
    }

    // XML 1.0 has no form at all for most control characters
    private static String printable(String hostile) {
        return hostile.codePoints()
                .map(c ->
                        c < ' ' || (c >= 0x7f && c < 0xa0) || c == 0xfffe || c == 0xffff || (c >= 0xd800 && c < 0xe000)
                                ? '?'
                                : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
