package org.sallyport.targets.nftables;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.sallyport.core.InputException;
import org.sallyport.core.Text;
import org.sallyport.core.Where;
import org.sallyport.core.catalog.Port;
import org.sallyport.core.name.NameSet;
import org.sallyport.core.proof.Line;
import org.sallyport.core.proof.Reading;
import org.sallyport.core.site.Permits;
import org.sallyport.targets.DeviceFiles;
import org.sallyport.targets.SourceLine;
import org.sallyport.targets.dnsmasq.DnsmasqConf;

/**
 * Reads rules of nftables together with the {@code dnsmasq.conf} that fills their sets. A name passes where it is
 * resolved, and a packet to its address at the port is accepted. What the same address passes for besides, the name of
 * a neighbour, is the product's property and in no reading.
 */
final class NftablesReader {

    private NftablesReader() {}

    static Reading read(DeviceFiles files) {
        Map<String, List<SourceLine>> byFile = new LinkedHashMap<>();
        SourceLine.of(files)
                .forEach(line -> byFile.computeIfAbsent(line.file(), _ -> new ArrayList<>())
                        .add(line));
        Ruleset ruleset = new Ruleset();
        List<SourceLine> names = new ArrayList<>();
        boolean found = false;
        for (List<SourceLine> lines : byFile.values()) {
            if (hasTables(lines)) {
                ruleset.read(lines);
                found = true;
            } else {
                names.addAll(lines);
            }
        }
        if (!found) {
            throw new InputException(
                    Where.in(files.main()),
                    Text.of("there is no table of nftables", "il n'y a aucune table de nftables"),
                    Text.of(
                            "give nftables.conf and dnsmasq.conf together",
                            "donnez nftables.conf et dnsmasq.conf ensemble"));
        }
        DnsmasqConf conf = DnsmasqConf.read(names, DnsmasqConf.Sets.MATTER);
        Map<String, Line> read = new HashMap<>();
        conf.lines().forEach(line -> read.put(line.place(), line));
        List<Line> lines = byFile.values().stream()
                .flatMap(List::stream)
                .map(line -> read.getOrDefault(line.place(), ruleset.line(line)))
                .toList();
        return permits(ruleset, conf, lines);
    }

    private static boolean hasTables(List<SourceLine> lines) {
        return lines.stream().anyMatch(line -> line.text().matches("\\s*((add|create)\\s+)?table\\s.*"));
    }

    private static Reading permits(Ruleset ruleset, DnsmasqConf conf, List<Line> lines) {
        TreeSet<Port> ports = ruleset.chains().stream()
                .flatMap(chain -> chain.rules().stream())
                .flatMap(rule -> rule.service().named())
                .collect(Collectors.toCollection(TreeSet::new));
        Passage passage = new Passage(ruleset, conf, ports);
        Map<Port, NameSet> surely = new TreeMap<>();
        Map<Port, NameSet> possibly = new TreeMap<>();
        for (Port port : ports) {
            Function<Service, Service.Holds> at = service -> service.at(port);
            surely.put(port, passage.surely(at));
            possibly.put(port, passage.possibly(at));
        }
        Permits lower = new Permits(new TreeMap<>(surely), passage.surely(Service::elsewhere));
        Permits upper = new Permits(new TreeMap<>(possibly), passage.possibly(Service::elsewhere));
        // a file with an error is not loaded, and then nothing filters
        boolean wrong = lines.stream().anyMatch(line -> line.state() == Line.State.WRONG);
        boolean understood = lines.stream().allMatch(Line::isUnderstood);
        return new Reading(
                lines, wrong ? Permits.none() : lower, understood ? upper : Permits.everywhere(NameSet.all()));
    }
}
