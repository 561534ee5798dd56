package org.sallyport.check;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.sallyport.core.InputException;
import org.sallyport.core.Text;
import org.sallyport.core.name.HostName;

/**
 * The way that the variables of the environment choose, as curl takes them: {@code https_proxy}, {@code http_proxy} (in
 * small letters only, as servers put a header of the client into the other), {@code all_proxy}, and {@code no_proxy},
 * the names that go without, with all below them. Immutable.
 */
public record ProxyEnvironment(Optional<Proxy> http, Optional<Proxy> https, List<String> without) implements Ways {

    public ProxyEnvironment {
        without = List.copyOf(without);
    }

    /**
     * Reads the variables.
     *
     * @throws InputException where one names no proxy
     */
    public static ProxyEnvironment of(Map<String, String> variables) {
        Optional<Proxy> all = proxy(variables, "all_proxy", "ALL_PROXY");
        return new ProxyEnvironment(
                proxy(variables, "http_proxy").or(() -> all),
                proxy(variables, "https_proxy", "HTTPS_PROXY").or(() -> all),
                value(variables, "no_proxy", "NO_PROXY").stream()
                        .flatMap(list -> Stream.of(list.split("[,\\s]+", -1)))
                        .filter(entry -> !entry.isEmpty())
                        .map(entry -> entry.toLowerCase(Locale.ROOT))
                        .toList());
    }

    /** Whether any proxy is named. */
    public boolean isEmpty() {
        return http.isEmpty() && https.isEmpty();
    }

    private static Optional<Proxy> proxy(Map<String, String> variables, String... names) {
        return Stream.of(names)
                .filter(name -> !variables.getOrDefault(name, "").isEmpty())
                .findFirst()
                .map(name -> proxy(name, variables.getOrDefault(name, "")));
    }

    private static Proxy proxy(String name, String written) {
        try {
            // who asks may be in it, and is for --login
            return Proxy.parse(written);
        } catch (InputException e) {
            throw new InputException(
                    Text.of(
                            "the variable %s of the environment names no proxy that can be used",
                            "la variable d'environnement %s ne nomme aucun proxy utilisable", name),
                    Text.of("mend it, or name the proxy with --via", "corrigez-la, ou nommez le proxy avec --via"));
        }
    }

    private static Optional<String> value(Map<String, String> variables, String... names) {
        return Stream.of(names)
                .map(name -> variables.getOrDefault(name, ""))
                .filter(value -> !value.isEmpty())
                .findFirst();
    }

    @Override
    public List<Way> to(Aim aim) {
        Optional<Proxy> proxy = aim.speech() == Aim.Speech.HTTP ? http : https;
        boolean direct = proxy.isEmpty() || without.stream().anyMatch(entry -> covers(entry, aim));
        return List.of(direct ? new Way.Direct() : new Way.Through(proxy.get()));
    }

    private static boolean covers(String entry, Aim aim) {
        if (entry.equals("*")) {
            return true;
        }
        int colon = entry.indexOf(':');
        if (colon >= 0
                && !entry.substring(colon + 1).equals(String.valueOf(aim.port().number()))) {
            return false;
        }
        String name = colon < 0 ? entry : entry.substring(0, colon);
        return HostName.tryParse(name.startsWith(".") ? name.substring(1) : name)
                .filter(base -> aim.host().equals(base) || aim.host().value().endsWith("." + base.value()))
                .isPresent();
    }
}
