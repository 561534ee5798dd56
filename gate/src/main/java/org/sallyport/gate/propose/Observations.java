package org.sallyport.gate.propose;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.sallyport.core.InputException;
import org.sallyport.core.Text;
import org.sallyport.core.Where;
import org.sallyport.core.catalog.Port;
import org.sallyport.core.name.HostName;
import org.sallyport.gate.policy.Policy;
import org.sallyport.gate.request.Refusal;

/**
 * What decision logs say about a site as it is now: what it does not let through of what was asked for. Logs of any length
 * are read in bounded memory. For one thread.
 */
public final class Observations {

    /** Different names with their ports that are counted; more are not. */
    public static final int MOST = 100_000;

    private final Policy policy;
    private final int most;
    private final Map<Aim, Tally> wanted = new HashMap<>();
    private final Tally.Clients clients = new Tally.Clients();
    private final Map<Refusal, Long> beyond = new EnumMap<>(Refusal.class);
    private final List<String> logs = new ArrayList<>();
    private final List<String> cutOff = new ArrayList<>();
    private long settled;
    private long uncounted;
    private long unreadable;
    private Optional<InputException> firstUnreadable = Optional.empty();

    /** What a client asked for. */
    record Aim(HostName host, Port port) {}

    /** @param policy of the site as it is now */
    public Observations(Policy policy) {
        this(policy, MOST);
    }

    Observations(Policy policy, int most) {
        this.policy = policy;
        this.most = most;
    }

    /**
     * Reads a log to its end; several ones add up. The stream is not closed.
     *
     * @param log its name for errors
     * @param progress hears how many more octets have been read
     * @throws IOException where the stream throws it
     * @throws InputException where no line of it is one of a decision log
     */
    public void read(String log, InputStream in, LongConsumer progress) throws IOException {
        logs.add(log);
        LogLines lines = new LogLines(in, progress);
        Optional<LogFormat> format = Optional.empty();
        boolean empty = true;
        for (Optional<LogLines.Line> next = lines.next(); next.isPresent(); next = lines.next()) {
            LogLines.Line line = next.get();
            try {
                String text = line.text();
                if (text.isBlank()) {
                    continue;
                }
                empty = false;
                format = format.or(() -> LogFormat.of(text));
                add(format.orElseThrow(Observations::neither).read(text));
            } catch (InputException e) {
                empty = false;
                if (line.isCutOff() && format.isPresent()) {
                    cutOff.add(log);
                } else {
                    unreadable++;
                    firstUnreadable = firstUnreadable.or(() -> Optional.of(e.at(new Where(log, line.number(), 0))));
                }
            }
        }
        if (format.isEmpty() && !empty) {
            throw neither().at(Where.in(log));
        }
    }

    private static InputException neither() {
        return new InputException(
                Text.of(
                        "this is neither what sallyport gate records nor an access.log of Squid",
                        "ce n'est ni ce que note sallyport gate, ni un access.log de Squid"),
                Text.of(
                        "give the file that --log names; unpack it first where it is packed",
                        "donnez le fichier que nomme --log ; décompressez-le d'abord s'il est compressé"));
    }

    private void add(Sighting sighting) {
        switch (sighting) {
            case Sighting.Settled passed -> settled++;
            case Sighting.Beyond(Refusal why) -> beyond.merge(why, 1L, Long::sum);
            case Sighting.Wanted name -> add(name);
        }
    }

    private void add(Sighting.Wanted name) {
        Aim aim = new Aim(name.host(), name.port());
        Tally tally = wanted.get(aim);
        if (tally == null) {
            if (policy.rule(name.host(), name.port()).isPresent()) {
                // the site has got it since; but a tunnel to another server stays refused
                add(name.astray() ? new Sighting.Beyond(Refusal.OTHER_SNI) : new Sighting.Settled());
                return;
            }
            if (wanted.size() >= most) {
                uncounted++;
                return;
            }
            tally = new Tally();
            wanted.put(aim, tally);
        }
        tally.add(name, clients);
    }

    Map<Aim, Tally> wanted() {
        return wanted;
    }

    Policy policy() {
        return policy;
    }

    /** The logs that were read, in their order. */
    public List<String> logs() {
        return List.copyOf(logs);
    }

    /** The logs whose last line ends in the middle: their gate was writing, or was killed while it wrote. */
    public List<String> cutOff() {
        return List.copyOf(cutOff);
    }

    /** Connections that the site, as it is now, lets through, or whose server was not reached. */
    public long settled() {
        return settled;
    }

    /** Connections refused for reasons that no entry of a site file changes; in the order of the reasons. */
    public Map<Refusal, Long> beyond() {
        return Collections.unmodifiableMap(new EnumMap<>(beyond));
    }

    /** Connections to more names than are counted. */
    public long uncounted() {
        return uncounted;
    }

    /** Lines that could not be read. */
    public long unreadable() {
        return unreadable;
    }

    /** What was wrong with the first line of them, and where it is. */
    public Optional<InputException> firstUnreadable() {
        return firstUnreadable;
    }
}
