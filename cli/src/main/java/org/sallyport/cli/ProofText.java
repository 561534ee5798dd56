package org.sallyport.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.sallyport.core.Id;
import org.sallyport.core.Text;
import org.sallyport.core.catalog.Port;
import org.sallyport.core.proof.DeadLine;
import org.sallyport.core.proof.Deviation;
import org.sallyport.core.proof.Grade;
import org.sallyport.core.proof.Line;
import org.sallyport.core.proof.Proof;
import org.sallyport.targets.Concession;

/** Proofs and concessions in words and as JSON. */
final class ProofText {

    private ProofText() {}

    /** One word for the verdict. */
    static Text verdict(Proof proof) {
        return switch (proof) {
            case Proof.Proven proven -> Text.of("proven", "prouvé");
            case Proof.Deviates deviates
            when deviates.stands() ->
                Text.of(
                        "stands, %s deviations",
                        "tient, %s écarts", deviates.deviations().size());
            case Proof.Deviates deviates ->
                Text.of(
                        "not proven, %s deviations",
                        "non prouvé, %s écarts", deviates.deviations().size());
            case Proof.Incomplete incomplete ->
                Text.of(
                        "incomplete, %s lines not understood",
                        "incomplet, %s lignes non comprises",
                        incomplete.notUnderstood().size());
        };
    }

    /** What is wrong, the ports at which it is in one line. */
    static List<Text> findings(Proof proof) {
        Map<Object, List<Deviation>> alike = new LinkedHashMap<>();
        for (Deviation deviation : proof.found()) {
            List<Object> key = List.of(deviation.grade(), deviation.witness(), deviation.line(), deviation.rule());
            alike.computeIfAbsent(key, same -> new ArrayList<>()).add(deviation);
        }
        List<Text> texts = new ArrayList<>();
        alike.values().forEach(same -> texts.add(text(same)));
        if (proof instanceof Proof.Incomplete incomplete) {
            incomplete.notUnderstood().forEach(line -> texts.add(text(line)));
        }
        return texts;
    }

    static Text text(Line line) {
        Text state = switch (line.state()) {
            case UNDERSTOOD -> Text.of("understood", "comprise");
            case IRRELEVANT -> Text.of("irrelevant", "sans effet");
            case NOT_SUPPORTED -> Text.of("not supported", "non prise en charge");
            case UNKNOWN -> Text.of("unknown", "inconnue");
            case WRONG -> Text.of("wrong", "erronée");
        };
        String shown = line.text().strip();
        String text = shown.length() > 100 ? shown.substring(0, 100) + "…" : shown;
        return new Text(
                line.place() + ": " + state.english() + ": " + text
                        + line.remark()
                                .map(remark -> " (" + remark.english() + ")")
                                .orElse(""),
                line.place() + " : " + state.french() + " : " + text
                        + line.remark()
                                .map(remark -> " (" + remark.french() + ")")
                                .orElse(""));
    }

    /** @param same deviations that differ in their port only */
    private static Text text(List<Deviation> same) {
        Deviation deviation = same.getFirst();
        String ports = same.stream()
                .flatMap(one -> one.port().stream())
                .map(Port::toString)
                .collect(Collectors.joining(","));
        String witness = deviation.witness() + (ports.isEmpty() ? "" : ":" + ports);
        if (deviation.grade() == Grade.MISSING) {
            String rule = deviation
                    .rule()
                    .map(r -> r.host() + " (" + r.reason() + ")")
                    .orElse("");
            String features =
                    deviation.atStake().stream().map(Id::value).sorted().collect(Collectors.joining(", "));
            return Text.of(
                    "missing: %s does not pass, the list needs %s; without it these cannot be used: %s",
                    "manquant : %s ne passe pas, la liste a besoin de %s ; sans cela sont inutilisables : %s",
                    witness,
                    rule,
                    features);
        }
        Text whose = switch (deviation.grade()) {
            case FOREIGN -> Text.of("a name of somebody else", "un nom d'autrui");
            case SHARED -> Text.of("a name that anybody can obtain", "un nom que chacun peut obtenir");
            case OWNER, MISSING ->
                Text.of(
                        "a name that only the owner of an allowed name can create",
                        "un nom que seul le propriétaire d'un nom autorisé peut créer");
        };
        String line = deviation.line().map(Line::place).orElse("");
        return new Text(
                "beyond: " + witness + " passes, " + whose.english() + (line.isEmpty() ? "" : "; by " + line),
                "en trop : " + witness + " passe, " + whose.french() + (line.isEmpty() ? "" : " ; par " + line));
    }

    /** A line that could go. */
    static Text text(DeadLine dead) {
        String by = dead.by().stream().map(Line::place).collect(Collectors.joining(", "));
        return by.isEmpty()
                ? Text.of(
                        "dead: %s lets nothing through, something stops all its names: %s",
                        "morte : %s ne laisse rien passer, quelque chose arrête tous ses noms : %s",
                        dead.line().place(),
                        dead.line().text().strip())
                : Text.of(
                        "dead: %s could go, the same names pass by %s: %s",
                        "morte : %s pourrait disparaître, les mêmes noms passent par %s : %s",
                        dead.line().place(),
                        by,
                        dead.line().text().strip());
    }

    static Map<String, Object> json(DeadLine dead) {
        Map<String, Object> json = Json.object();
        json.put("line", dead.line().place());
        json.put("by", dead.by().stream().map(Line::place).toList());
        return json;
    }

    /** What a device does not express as the document means it, and what follows. */
    static Text text(Concession concession) {
        String host = concession.rule().host().toString();
        Id feature = concession.rule().reason().feature();
        String instead =
                concession.writtenInstead().stream().map(Object::toString).collect(Collectors.joining(", "));
        String witness = concession.witness().map(Object::toString).orElse("");
        String reason = concession.reason().isEmpty() ? "" : " (" + concession.reason() + ")";
        return switch (concession.kind()) {
            case DOCUMENTS_WIDER ->
                Text.of(
                        "%s: %s is written as %s, which the document offers; %s passes as well",
                        "%s : %s est écrit %s, ce que le document propose ; %s passe aussi",
                        feature,
                        host,
                        instead,
                        witness);
            case WIDENED ->
                Text.of(
                        "%s: %s is widened to %s by the site file%s; %s passes as well",
                        "%s : %s est élargi à %s par le fichier de site%s ; %s passe aussi",
                        feature,
                        host,
                        instead,
                        reason,
                        witness);
            case OMITTED ->
                Text.of(
                        "%s: %s is omitted by the site file%s; what needs it cannot be used behind this device",
                        "%s : %s est omis par le fichier de site%s ; ce qui en a besoin est inutilisable derrière cet équipement",
                        feature,
                        host,
                        reason);
            case NARROWED ->
                Text.of(
                        "%s: %s passes one label deep, the site file leaves out what lies deeper%s; what needs deeper names cannot be used behind this device",
                        "%s : %s ne passe que pour une étiquette, le fichier de site omet ce qui est plus bas%s ; ce qui a besoin de noms plus profonds est inutilisable derrière cet équipement",
                        feature,
                        host,
                        reason);
            case UNRULED ->
                Text.of(
                        "%s: %s cannot be said in this device's language, and what needs it cannot be used without it; rule on it in the site file, under the device: inexpressible: { \"%s\": { choice: omit, reason: \"...\" } }",
                        "%s : %s ne se dit pas dans le langage de cet équipement, et ce qui en a besoin est inutilisable sans lui ; tranchez dans le fichier de site, sous l'équipement : inexpressible: { \"%s\": { choice: omit, reason: \"...\" } }",
                        feature,
                        host,
                        host);
        };
    }

    static Map<String, Object> json(Deviation deviation) {
        Map<String, Object> json = Json.object();
        json.put("grade", Json.lower(deviation.grade()));
        json.put("witness", deviation.witness().value());
        deviation.port().ifPresent(port -> json.put("port", port.toString()));
        deviation.line().ifPresent(line -> {
            json.put("file", line.file());
            json.put("line", line.number());
        });
        deviation.rule().ifPresent(rule -> json.put("rule", Json.rule(rule)));
        json.put(
                "at_stake", deviation.atStake().stream().map(Id::value).sorted().toList());
        return json;
    }

    static Map<String, Object> json(Concession concession) {
        Map<String, Object> json = Json.object();
        json.put("kind", Json.lower(concession.kind()));
        json.put("rule", Json.rule(concession.rule()));
        json.put(
                "written_instead",
                concession.writtenInstead().stream().map(Object::toString).toList());
        json.put("reason", concession.reason());
        concession.witness().ifPresent(witness -> json.put("witness", witness.value()));
        return json;
    }

    static Map<String, Object> json(Line line) {
        Map<String, Object> json = Json.object();
        json.put("file", line.file());
        json.put("line", line.number());
        json.put("state", Json.lower(line.state()));
        json.put("text", line.text());
        line.remark().ifPresent(remark -> json.put("remark", remark.english()));
        return json;
    }

    /** The proof as fields of an object. */
    static void put(Map<String, Object> json, Proof proof) {
        json.put(
                "proof",
                switch (proof) {
                    case Proof.Proven proven -> "proven";
                    case Proof.Deviates deviates -> "deviates";
                    case Proof.Incomplete incomplete -> "incomplete";
                });
        json.put("stands", proof.stands());
        json.put("deviations", proof.found().stream().map(ProofText::json).toList());
        if (proof instanceof Proof.Incomplete incomplete) {
            json.put(
                    "not_understood",
                    incomplete.notUnderstood().stream().map(ProofText::json).toList());
        }
    }
}
