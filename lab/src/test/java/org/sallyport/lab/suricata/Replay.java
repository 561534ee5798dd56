package org.sallyport.lab.suricata;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sallyport.lab.Daemon;

/** Suricata itself, reading a capture as if it stood in line with the traffic. No packet leaves it. */
final class Replay {

    private static final String CONFIGURATION = """
            %YAML 1.1
            ---
            vars:
              address-groups: { HOME_NET: "[10.0.0.0/8]", EXTERNAL_NET: "!$HOME_NET" }
              port-groups: { HTTP_PORTS: "80" }
            outputs:
              - eve-log: { enabled: yes, filetype: regular, filename: eve.json, types: [ flow, { drop: { flows: all } } ] }
            flow: { memcap: 512mb }
            stream: { memcap: 256mb, checksum-validation: no, inline: yes, reassembly: { memcap: 512mb } }
            exception-policy: ignore
            app-layer:
              protocols:
                tls: { enabled: yes, detection-ports: { dp: 443 } }
                http: { enabled: yes }
                http2: { enabled: yes }
                quic: { enabled: yes }
                ssh: { enabled: yes }
                smtp: { enabled: yes }
                dns:
                  tcp: { enabled: yes, detection-ports: { dp: 53 } }
                  udp: { enabled: yes, detection-ports: { dp: 53 } }
            """;
    private static final Pattern KIND = Pattern.compile("\"event_type\":\"(flow|drop)\"");
    private static final Pattern ENDS = Pattern.compile("\"src_ip\":\"([0-9.]+)\".*\"dest_ip\":\"([0-9.]+)\"");
    private static final Pattern WHOLE_FLOW = Pattern.compile("\"action\":\"(pass|drop)\"");

    private final Path folder;
    private final Path suricata;

    Replay(Path folder) throws IOException {
        this.folder = folder;
        this.suricata = Daemon.find("suricata", "suricata");
        Files.writeString(folder.resolve("suricata.yaml"), CONFIGURATION);
    }

    /** What the engine's own check says of the rules. */
    Daemon.Finished check(String rules) throws IOException, InterruptedException {
        Files.writeString(folder.resolve("test.rules"), rules);
        return Daemon.run(folder, command("-T"));
    }

    /**
     * Which of the clients get through: those of whose data nothing was dropped, or whose flow was let pass in the end,
     * so that what was dropped before passes when it is sent again. Without its first packet, no connection begins.
     */
    Map<Integer, Boolean> passes(String rules, Capture capture, int clients) throws IOException, InterruptedException {
        Files.writeString(folder.resolve("test.rules"), rules);
        Path packets = folder.resolve("test.pcap");
        capture.writeTo(packets);
        Files.deleteIfExists(folder.resolve("eve.json"));
        Daemon.Finished run = Daemon.run(
                folder, command("-r", packets.toString(), "-k", "none", "--simulate-ips", "--runmode", "single"));
        assertThat(run.status()).describedAs(run.output()).isZero();
        Map<String, String> flows = new HashMap<>();
        Set<String> dropped = new HashSet<>();
        Set<String> never = new HashSet<>();
        for (String event : Files.readAllLines(folder.resolve("eve.json"))) {
            Matcher kind = KIND.matcher(event);
            Matcher ends = ENDS.matcher(event);
            if (kind.find() && ends.find()) {
                String client = ends.group(1).startsWith("10.") ? ends.group(1) : ends.group(2);
                if (kind.group(1).equals("drop")) {
                    dropped.add(client);
                    if (event.contains("\"syn\":true")) {
                        never.add(client);
                    }
                } else {
                    Matcher action = WHOLE_FLOW.matcher(event);
                    flows.put(client, action.find() ? action.group(1) : "none");
                }
            }
        }
        assertThat(flows).describedAs("flows seen").hasSize(clients);
        Map<Integer, Boolean> passes = new HashMap<>();
        for (int client = 0; client < clients; client++) {
            String address = Capture.address(client);
            String flow = flows.getOrDefault(address, "none");
            boolean whole = flow.equals("none") && !dropped.contains(address);
            passes.put(client, whole || (flow.equals("pass") && !never.contains(address)));
        }
        return passes;
    }

    private List<String> command(String... options) {
        List<String> command = new ArrayList<>(List.of(
                suricata.toString(),
                "-c",
                folder.resolve("suricata.yaml").toString(),
                "-S",
                folder.resolve("test.rules").toString(),
                "-l",
                folder.toString()));
        command.addAll(List.of(options));
        return command;
    }
}
