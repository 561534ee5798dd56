package org.sallyport.targets.pdnsrecursor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.sallyport.core.Text;
import org.sallyport.core.proof.Line;
import org.sallyport.targets.LineNotes;

/** The response policies of a Lua configuration, in the order in which they are looked at. */
final class Policies {

    /** What the configuration makes of the zone's own actions. */
    enum Ruling {
        /** As the zone says. */
        GIVEN,
        ALL_PASS,
        ALL_STOP,
        /** Anything else, and what is not modelled. */
        OTHER
    }

    /**
     * @param file the last part of its path
     * @param line index of the line that names it
     */
    record Policy(String file, Ruling ruling, int line) {}

    /** What has no part in which names pass a policy. */
    private static final Set<String> HARMLESS = Set.of(
            "addTA",
            "addDS",
            "clearTA",
            "clearDS",
            "addNTA",
            "clearNTA",
            "readTrustAnchorsFromFile",
            "addSortList",
            "addAllowedAdditionalQType",
            "setProtobufMasks",
            "protobufServer",
            "outgoingProtobufServer",
            "dnstapFrameStreamServer",
            "dnstapNODFrameStreamServer");

    private static final Set<String> HARMLESS_SETTINGS = Set.of(
            "defcontent",
            "defttl",
            "maxTTL",
            "policyName",
            "tags",
            "overridesGettag",
            "zoneSizeHint",
            "extendedErrorCode",
            "extendedErrorExtra",
            "includeSOA");

    private static final String ROOT_KEYS = "/usr/share/pdns-recursor/lua-config/rootkeys.lua";

    private final LineNotes notes;
    private final List<Policy> list = new ArrayList<>();
    private boolean anything;

    Policies(LuaText text, LineNotes notes) {
        this.notes = notes;
        this.anything = text.isProgram();
        text.calls().forEach(this::call);
    }

    List<Policy> list() {
        return List.copyOf(list);
    }

    /** Whether something that is not modelled can let anything through. */
    boolean canLetAnythingThrough() {
        return anything;
    }

    private void call(LuaCall call) {
        switch (call.function()) {
            case "rpzFile" -> policy(call);
            case "rpzMaster", "rpzPrimary" -> open(call, Line.State.NOT_SUPPORTED);
            case "assert" -> {
                if (isFileThere(call)) {
                    notes.is(call.line(), Line.State.UNDERSTOOD);
                } else {
                    open(call, Line.State.UNKNOWN);
                }
            }
            case "dofile" -> {
                if (!call.text(0).equals(Optional.of(ROOT_KEYS))) {
                    open(call, Line.State.NOT_SUPPORTED);
                }
            }
            default -> {
                if (!HARMLESS.contains(call.function())) {
                    open(call, Line.State.UNKNOWN);
                }
            }
        }
    }

    private void policy(LuaCall call) {
        Optional<String> path = call.text(0);
        boolean known = call.arguments().size() == 1
                || (call.arguments().size() == 2 && call.arguments().get(1) instanceof LuaCall.Table);
        if (path.isEmpty() || path.get().indexOf('\\') >= 0 || !known) {
            open(call, Line.State.UNKNOWN);
            return;
        }
        Ruling ruling = call.arguments().size() == 2 && call.arguments().get(1) instanceof LuaCall.Table(var fields)
                ? ruling(fields)
                : Ruling.GIVEN;
        list.add(new Policy(path.get().substring(path.get().lastIndexOf('/') + 1), ruling, call.line()));
        if (ruling == Ruling.OTHER) {
            notes.is(call.line(), Line.State.NOT_SUPPORTED, SETTINGS);
        } else {
            notes.is(call.line(), Line.State.UNDERSTOOD);
        }
    }

    private static Ruling ruling(Map<String, LuaCall.Value> settings) {
        Ruling ruling = Ruling.GIVEN;
        for (Map.Entry<String, LuaCall.Value> setting : settings.entrySet()) {
            if (setting.getKey().equals("defpol") && setting.getValue() instanceof LuaCall.Word(String policy)) {
                ruling = ruling == Ruling.OTHER
                        ? Ruling.OTHER
                        : switch (policy) {
                            case "Policy.NoAction" -> Ruling.ALL_PASS;
                            case "Policy.NXDOMAIN", "Policy.NODATA", "Policy.Drop" -> Ruling.ALL_STOP;
                            default -> Ruling.OTHER;
                        };
            } else if (!HARMLESS_SETTINGS.contains(setting.getKey())) {
                ruling = Ruling.OTHER;
            }
        }
        return ruling;
    }

    /** {@code assert(io.open("x"))}: the server does not start without the file. */
    private static boolean isFileThere(LuaCall call) {
        return call.arguments().size() == 1
                && call.arguments().getFirst() instanceof LuaCall.Nested(LuaCall open)
                && open.function().equals("io.open")
                && open.arguments().size() == 1
                && open.text(0).isPresent();
    }

    private void open(LuaCall call, Line.State state) {
        anything = true;
        notes.is(call.line(), state);
    }

    private static final Text SETTINGS = Text.of(
            "these settings give the zone's entries a sense that is not modelled",
            "ces réglages donnent aux entrées de la zone un sens qui n'est pas modélisé");
}
