package org.sallyport.gate.record;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.sallyport.gate.request.Refusal;

/**
 * What a gate does, in numbers, for Prometheus (text format 0.0.4). Labels are what the gate itself knows beforehand, never
 * what a client says: their number does not grow. Safe for use by several threads.
 */
public final class Meters {

    private final Map<Decision.Way, Map<Decision.Outcome, LongAdder>> outcomes = new EnumMap<>(Decision.Way.class);
    private final Map<Refusal, LongAdder> reasons = new EnumMap<>(Refusal.class);
    private final AtomicInteger open = new AtomicInteger();
    private final LongAdder sent = new LongAdder();
    private final LongAdder received = new LongAdder();
    private final LongAdder taken = new LongAdder();
    private final LongAdder refusedReloads = new LongAdder();

    public Meters() {
        for (Decision.Way way : Decision.Way.values()) {
            Map<Decision.Outcome, LongAdder> each = new EnumMap<>(Decision.Outcome.class);
            for (Decision.Outcome outcome : Decision.Outcome.values()) {
                each.put(outcome, new LongAdder());
            }
            outcomes.put(way, each);
        }
        for (Refusal refusal : Refusal.values()) {
            reasons.put(refusal, new LongAdder());
        }
    }

    /** A connection of a client begins; how many there are with it. */
    public int opened() {
        return open.incrementAndGet();
    }

    public void closed() {
        open.decrementAndGet();
    }

    /** How many connections of clients there are. */
    public int open() {
        return open.get();
    }

    public void count(Decision decision) {
        of(decision.way(), decision.outcome()).increment();
        decision.why().ifPresent(why -> of(why).increment());
        sent.add(decision.sent());
        received.add(decision.received());
    }

    public void reloaded(boolean right) {
        (right ? taken : refusedReloads).increment();
    }

    /** @param state what is known elsewhere: whether the policy that was read last is wrong, whether records are taken */
    public String text(State state) {
        StringBuilder text = new StringBuilder(4096);
        about(text, "sallyport_gate_connections", "gauge", "Connections of clients.");
        sample(text, "sallyport_gate_connections", "", open());
        about(
                text,
                "sallyport_gate_decisions_total",
                "counter",
                "Decisions, by the way of asking and by what became of it.");
        outcomes.forEach((way, each) -> each.forEach((outcome, count) -> sample(
                text,
                "sallyport_gate_decisions_total",
                "{way=\"" + way.id() + "\",verdict=\"" + outcome.id() + "\"}",
                count.sum())));
        about(text, "sallyport_gate_reasons_total", "counter", "Why clients were refused, or servers not reached.");
        reasons.forEach((why, count) ->
                sample(text, "sallyport_gate_reasons_total", "{reason=\"" + why.id() + "\"}", count.sum()));
        about(
                text,
                "sallyport_gate_sent_bytes_total",
                "counter",
                "Octets from clients to servers, of ended connections.");
        sample(text, "sallyport_gate_sent_bytes_total", "", sent.sum());
        about(
                text,
                "sallyport_gate_received_bytes_total",
                "counter",
                "Octets from servers to clients, of ended connections.");
        sample(text, "sallyport_gate_received_bytes_total", "", received.sum());
        about(text, "sallyport_gate_policy_reloads_total", "counter", "Versions of the policy that were read.");
        sample(text, "sallyport_gate_policy_reloads_total", "{result=\"taken\"}", taken.sum());
        sample(text, "sallyport_gate_policy_reloads_total", "{result=\"refused\"}", refusedReloads.sum());
        about(
                text,
                "sallyport_gate_policy_stale",
                "gauge",
                "1 where the policy that was read last is wrong, and an older one is in force.");
        sample(text, "sallyport_gate_policy_stale", "", state.stale() ? 1 : 0);
        about(text, "sallyport_gate_policy_rules", "gauge", "Rules of the policy in force.");
        sample(text, "sallyport_gate_policy_rules", "", state.rules());
        about(
                text,
                "sallyport_gate_records_taken",
                "gauge",
                "0 where decisions cannot be recorded, and nothing is let through.");
        sample(text, "sallyport_gate_records_taken", "", state.recording() ? 1 : 0);
        return text.toString();
    }

    /** What else is told. */
    public record State(boolean stale, int rules, boolean recording) {}

    private LongAdder of(Decision.Way way, Decision.Outcome outcome) {
        return Objects.requireNonNull(Objects.requireNonNull(outcomes.get(way)).get(outcome));
    }

    private LongAdder of(Refusal refusal) {
        return Objects.requireNonNull(reasons.get(refusal));
    }

    private static void about(StringBuilder text, String name, String type, String help) {
        text.append("# HELP ").append(name).append(' ').append(help).append('\n');
        text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
    }

    private static void sample(StringBuilder text, String name, String labels, long value) {
        text.append(name).append(labels).append(' ').append(value).append('\n');
    }
}
