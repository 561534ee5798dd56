package org.sallyport.check.pac;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.LambdaFunction;
import org.mozilla.javascript.RegExpProxy;
import org.mozilla.javascript.ScriptRuntime;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.ScriptableObject;

/**
 * The functions that every PAC file may call: those of Netscape's "Navigator Proxy Auto-Config File Format" (1996), and
 * the {@code Ex} functions that Microsoft has added for IPv6. Where browsers deviate from Netscape's text, this is what
 * Firefox and Chrome do: {@link #shExpMatch} is an expression of the language in disguise.
 */
final class Predefined {

    /** Longer texts are not worked on: host names and addresses of pages are shorter. */
    private static final int LONGEST_TEXT = 1 << 16;

    /** What a function is called with; what is missing is the text {@code undefined}, as in the language. */
    record Call(Context cx, Scriptable scope, List<String> arguments) {

        String text(int index) {
            return index < arguments.size() ? arguments.get(index) : "undefined";
        }
    }

    private final Surroundings surroundings;
    private final Budget budget;
    private final Names names;
    private final Times times;

    Predefined(Surroundings surroundings, Budget budget) {
        this.surroundings = surroundings;
        this.budget = budget;
        this.names = new Names(surroundings.names(), budget);
        this.times = new Times(surroundings.clock());
    }

    void define(ScriptableObject scope) {
        define(scope, "isPlainHostName", 1, call -> isPlainHostName(call.text(0)));
        define(scope, "dnsDomainIs", 2, call -> call.text(0).endsWith(call.text(1)));
        define(scope, "localHostOrDomainIs", 2, call -> localHostOrDomainIs(call.text(0), call.text(1)));
        define(scope, "dnsDomainLevels", 1, call ->
                (int) call.text(0).chars().filter(c -> c == '.').count());
        define(scope, "shExpMatch", 2, Predefined::shExpMatch);

        define(scope, "isResolvable", 1, call -> names.first4(call.text(0)).isPresent());
        define(
                scope,
                "dnsResolve",
                1,
                call -> names.first4(call.text(0)).map(Address::text).orElse(null));
        define(scope, "isInNet", 3, call -> isInNet(call.text(0), call.text(1), call.text(2)));
        define(
                scope,
                "convert_addr",
                1,
                call -> Address.parse4(call.text(0)).map(Address::bits).orElse(0));
        define(
                scope,
                "myIpAddress",
                0,
                call -> Names.first4(own()).map(Address::text).orElse("127.0.0.1"));

        define(
                scope,
                "isResolvableEx",
                1,
                call -> !names.addresses(call.text(0)).isEmpty());
        define(scope, "dnsResolveEx", 1, call -> list(names.addresses(call.text(0))));
        define(scope, "isInNetEx", 2, call -> isInNetEx(call.text(0), call.text(1)));
        define(scope, "myIpAddressEx", 0, call -> list(own()));
        define(scope, "sortIpAddressList", 1, call -> sorted(call.text(0)));
        define(scope, "getClientVersion", 0, call -> "1.0");

        define(scope, "weekdayRange", 1, call -> times.weekdayRange(call.arguments()));
        define(scope, "dateRange", 1, call -> times.dateRange(call.arguments()));
        define(scope, "timeRange", 1, call -> times.timeRange(call.arguments()));

        define(scope, "alert", 1, call -> null);
    }

    private static boolean isPlainHostName(String host) {
        return host.indexOf('.') < 0 && host.indexOf(':') < 0;
    }

    private static boolean localHostOrDomainIs(String host, String full) {
        return host.equals(full) || full.startsWith(host + ".");
    }

    /** As in browsers: a star, a question mark and a full stop are literal or wild, all else is a regular expression. */
    private static boolean shExpMatch(Call call) {
        StringBuilder expression = new StringBuilder("^");
        call.text(1)
                .chars()
                .forEach(c -> expression.append(
                        switch (c) {
                            case '.' -> "\\.";
                            case '*' -> ".*";
                            case '?' -> ".";
                            default -> String.valueOf((char) c);
                        }));
        RegExpProxy expressions = ScriptRuntime.checkRegExpProxy(call.cx());
        Scriptable compiled = expressions.wrapRegExp(
                call.cx(),
                call.scope(),
                expressions.compileRegExp(call.cx(), expression.append('$').toString(), ""));
        Scriptable text = new FixedText(call.scope(), call.text(0));
        Object at = expressions.action(call.cx(), call.scope(), text, new Object[] {compiled}, RegExpProxy.RA_SEARCH);
        return at instanceof Number number && number.intValue() >= 0;
    }

    private boolean isInNet(String host, String network, String mask) {
        Optional<Inet4Address> of = Address.parse4(network);
        Optional<Inet4Address> bits = Address.parse4(mask);
        if (of.isEmpty() || bits.isEmpty()) {
            return false;
        }
        int wanted = Address.bits(bits.orElseThrow());
        return names.first4(host)
                .filter(address -> ((Address.bits(address) ^ Address.bits(of.orElseThrow())) & wanted) == 0)
                .isPresent();
    }

    /** Of an address alone: names are not looked up. */
    private static boolean isInNetEx(String address, String prefix) {
        int slash = prefix.indexOf('/');
        if (slash < 0 || !prefix.substring(slash + 1).matches("[0-9]{1,3}")) {
            return false;
        }
        int length = Integer.parseInt(prefix.substring(slash + 1));
        Optional<InetAddress> network = Address.parse(prefix.substring(0, slash));
        return Address.parse(address)
                .filter(one -> network.isPresent() && Address.agree(one, network.orElseThrow(), length))
                .isPresent();
    }

    /** Those of IPv6 first, each family in the order of its numbers; {@code false} where one is no address. */
    private static Object sorted(String list) {
        List<InetAddress> addresses = new ArrayList<>();
        for (String text : list.split(";", -1)) {
            Optional<InetAddress> address = Address.parse(text.strip());
            if (address.isEmpty()) {
                return false;
            }
            addresses.add(address.orElseThrow());
        }
        addresses.sort(Comparator.<InetAddress, Boolean>comparing(Inet4Address.class::isInstance)
                .thenComparing(InetAddress::getAddress, Arrays::compareUnsigned));
        return list(addresses);
    }

    private static String list(List<InetAddress> addresses) {
        return addresses.stream().map(Address::text).collect(Collectors.joining(";"));
    }

    private List<InetAddress> own() {
        return surroundings.addresses().get();
    }

    private void define(ScriptableObject scope, String name, int length, Function<Call, @Nullable Object> body) {
        LambdaFunction function = new LambdaFunction(scope, name, length, (cx, called, self, arguments) -> {
            budget.check();
            return body.apply(new Call(
                    cx, scope, Arrays.stream(arguments).map(Predefined::text).toList()));
        });
        scope.defineProperty(name, function, ScriptableObject.DONTENUM);
    }

    private static String text(Object argument) {
        if (argument instanceof CharSequence text && text.length() > LONGEST_TEXT) {
            throw ScriptRuntime.rangeError("Invalid string length");
        }
        return ScriptRuntime.toString(argument);
    }
}
