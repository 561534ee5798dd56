package org.sallyport.cli;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonSyntaxException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.sallyport.core.InputException;
import org.sallyport.core.Text;
import org.sallyport.core.catalog.Port;
import org.sallyport.gate.policy.Policies.Reload;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code gate reload}: has a running gate read its policy again. */
@Command(
        name = "reload",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Has a running gate read its site file again, and says what came of it.",
            "Exit status 1 where the file is wrong: then the version before stays in force."
        },
        footer = {"", "Examples:", "  sallyport gate reload", "  sallyport gate reload 10.0.0.5:3129"})
final class GateReloadCommand implements Callable<Integer> {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @ParentCommand
    private GateCommand gate;

    @Parameters(
            paramLabel = "ADDRESS:PORT",
            arity = "0..1",
            defaultValue = GateCommand.ADMIN,
            description = "Where the gate's --admin is; default ${DEFAULT-VALUE}.")
    private String admin;

    @Override
    public Integer call() throws InterruptedException {
        Session session = gate.session();
        InetSocketAddress address = GateCommand.address(admin);
        String place = new AddressPort(address.getAddress(), Optional.empty()).at(Port.tcp(address.getPort()));
        JsonObject answer = ask(place);
        String policy = answer.get("policy").getAsString();
        switch (answer.get("result").getAsString()) {
            case "taken" -> session.print(new Reload.Taken(policy).text());
            case "unchanged" -> session.print(new Reload.Unchanged(policy).text());
            default -> {
                String where = answer.has("where") ? answer.get("where").getAsString() + ": " : "";
                session.tell(Text.same(where)
                        .then(text(answer, "error"))
                        .then(Text.SEMICOLON)
                        .then(text(answer, "repair")));
                session.print(Text.of("policy %s stays in force", "la politique %s reste en vigueur", policy));
                return Session.NO;
            }
        }
        return Session.YES;
    }

    private static JsonObject ask(String place) throws InterruptedException {
        try (HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(5))
                .build()) {
            HttpResponse<String> response = client.send(
                    HttpRequest.newBuilder(URI.create("http://" + place + "/reload"))
                            .timeout(PATIENCE)
                            .POST(HttpRequest.BodyPublishers.noBody())
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            return JsonParser.parseString(response.body()).getAsJsonObject();
        } catch (IOException | JsonSyntaxException | IllegalStateException e) {
            throw new InputException(
                    Text.of("no gate answers at %s", "aucun proxy ne répond sur %s", place),
                    Text.of("name the address of its --admin", "nommez l'adresse de son --admin"));
        }
    }

    private static Text text(JsonObject answer, String field) {
        JsonObject both = answer.getAsJsonObject(field);
        return new Text(both.get("en").getAsString(), both.get("fr").getAsString());
    }
}
