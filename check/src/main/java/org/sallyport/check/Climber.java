package org.sallyport.check;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.sallyport.core.catalog.Check;
import org.sallyport.core.name.HostName;
import org.sallyport.core.name.SharedSuffixes;

/** A climb to one server; each rung is written down as it is taken. */
final class Climber {

    private static final Duration LEAST = Duration.ofMillis(1);

    /** A rung that was not climbed; what was met on it. */
    private static final class Stopped extends Exception {
        private static final long serialVersionUID = 1;

        private final Fault fault;
        private final String seen;

        Stopped(Fault fault, String seen) {
            super(seen, null, false, false);
            this.fault = fault;
            this.seen = seen;
        }
    }

    /** What a rung hands to the next one, and what was seen on it. */
    private record Held<T>(T what, String seen) {}

    @FunctionalInterface
    private interface Try<T> {
        Held<T> up() throws Stopped, InterruptedException;
    }

    private final Ladder ladder;
    private final Aim aim;
    private final long end;
    private final List<Climb.Step> steps = new ArrayList<>();

    Climber(Ladder ladder, Aim aim, long end) {
        this.ladder = ladder;
        this.aim = aim;
        this.end = end;
    }

    Climb climb() throws InterruptedException {
        try {
            List<InetAddress> addresses = step(Rung.DNS, this::addresses);
            try (Socket socket = step(Rung.TCP, () -> connected(addresses))) {
                switch (aim.speech()) {
                    case NONE -> {}
                    case HTTP -> step(Rung.HTTP, () -> answered(socket));
                    case TLS -> {
                        try (SSLSocket secured = step(Rung.TLS, () -> secured(socket))) {
                            if (aim.request().isPresent()) {
                                step(Rung.HTTP, () -> answered(secured));
                            }
                        }
                    }
                }
            }
        } catch (Stopped | IOException e) {
            // written down as a step, or the end of a connection that has served
            return new Climb(aim, steps);
        }
        return new Climb(aim, steps);
    }

    private <T> T step(Rung rung, Try<T> tried) throws Stopped, InterruptedException {
        long start = System.nanoTime();
        try {
            Held<T> held = tried.up();
            steps.add(new Climb.Step(rung, since(start), Optional.empty(), held.seen));
            return held.what;
        } catch (Stopped e) {
            // with no time left, a silence says nothing about the network
            Fault fault = System.nanoTime() >= end ? Fault.OUT_OF_TIME : e.fault;
            steps.add(new Climb.Step(rung, since(start), Optional.of(fault), e.seen));
            throw e;
        }
    }

    private Held<List<InetAddress>> addresses() throws Stopped, InterruptedException {
        Resolver.Answer answer = ladder.resolver().resolve(aim.host(), left());
        String seen = answer.by().stream().map(HostName::value).collect(Collectors.joining(" "))
                + (answer.by().isEmpty() ? "" : " ")
                + answer.addresses().stream().map(InetAddress::getHostAddress).collect(Collectors.joining(" "));
        if (answer.fault().isPresent()) {
            throw new Stopped(answer.fault().get(), seen);
        }
        if (answer.addresses().stream().allMatch(ladder.sinkhole())) {
            throw new Stopped(Fault.SINKHOLE, seen);
        }
        return new Held<>(answer.addresses(), seen);
    }

    private Held<Socket> connected(List<InetAddress> addresses) throws Stopped {
        Optional<Stopped> first = Optional.empty();
        for (int i = 0; i < addresses.size(); i++) {
            Socket socket = new Socket();
            InetSocketAddress address =
                    new InetSocketAddress(addresses.get(i), aim.port().number());
            try {
                // the last address gets what the others leave
                socket.connect(address, millis(left().dividedBy(Math.min(2, addresses.size() - i))));
                return new Held<>(socket, addresses.get(i).getHostAddress());
            } catch (IOException e) {
                close(socket);
                Fault fault = switch (e) {
                    case SocketTimeoutException timeout -> Fault.TCP_TIMEOUT;
                    case NoRouteToHostException noRoute -> Fault.UNREACHABLE;
                    case ConnectException refused when says(refused, "timed out") -> Fault.TCP_TIMEOUT;
                    case ConnectException refused when says(refused, "unreachable") -> Fault.UNREACHABLE;
                    case ConnectException refused -> Fault.TCP_REFUSED;
                    case SocketException other when says(other, "unreachable") -> Fault.UNREACHABLE;
                    default -> Fault.TCP_RESET;
                };
                Stopped stopped = new Stopped(fault, addresses.get(i).getHostAddress());
                first = first.or(() -> Optional.of(stopped));
            }
        }
        throw first.orElseGet(() -> new Stopped(Fault.UNREACHABLE, ""));
    }

    private Held<SSLSocket> secured(Socket socket) throws Stopped {
        Authorities.Judge judge = ladder.authorities().new Judge();
        Alarm alarm = new Alarm(socket);
        try {
            SSLSocket secured = (SSLSocket) judge.context()
                    .getSocketFactory()
                    .createSocket(socket, aim.host().value(), aim.port().number(), true);
            SSLParameters parameters = secured.getSSLParameters();
            parameters.setServerNames(List.of(new SNIHostName(aim.host().value())));
            // the judge asks for the name in a step of its own, so that it can tell what is wrong
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            secured.setSSLParameters(parameters);
            secured.startHandshake();
            String seen = secured.getSession().getProtocol() + ", " + judge.issuer();
            if (judge.fault().isPresent()) {
                throw new Stopped(judge.fault().get(), seen);
            }
            return new Held<>(secured, seen);
        } catch (IOException e) {
            throw new Stopped(
                    alarm.rang()
                            ? Fault.TLS_TIMEOUT
                            : isCut(e) ? Fault.TLS_RESET : judge.fault().orElse(Fault.NO_TLS),
                    message(e));
        } finally {
            alarm.off();
        }
    }

    private Held<Page> answered(Socket socket) throws Stopped {
        Alarm alarm = new Alarm(socket);
        try {
            InputStream in = socket.getInputStream();
            Page page = Page.get(socket.getOutputStream(), in, aim.host().value(), path())
                    .orElseThrow(() -> new Stopped(Fault.NO_HTTP, ""));
            String seen = page.status() + page.location().map(to -> " " + to).orElse("");
            Optional<Fault> fault = fault(page);
            if (fault.isPresent()) {
                throw new Stopped(fault.get(), seen);
            }
            return new Held<>(page, seen);
        } catch (IOException e) {
            throw new Stopped(alarm.rang() ? Fault.HTTP_TIMEOUT : Fault.HTTP_RESET, message(e));
        } finally {
            alarm.off();
        }
    }

    private String path() {
        return aim.request()
                .map(Check.Request::address)
                .map(URI::getRawPath)
                .filter(path -> !path.isEmpty())
                .orElse("/");
    }

    private Optional<Fault> fault(Page page) {
        if (page.status() == 407
                || page.status() == 511
                || (page.status() == 401 && aim.request().isEmpty())) {
            return Optional.of(Fault.LOG_IN);
        }
        Optional<Check.Answer> expected = aim.request().flatMap(Check.Request::answer);
        if (expected.isPresent()) {
            return bare(page.body()).contains(bare(expected.get().contains()))
                    ? Optional.empty()
                    : Optional.of(Fault.OTHER_ANSWER);
        }
        // a vendor sends from http to https, and from one of its own names to another
        return page.location()
                .flatMap(Climber::host)
                .filter(host -> !isNear(host))
                .map(host -> Fault.LOG_IN);
    }

    private boolean isNear(HostName other) {
        Optional<HostName> owned = SharedSuffixes.known().owned(aim.host());
        return aim.rules().stream().anyMatch(rule -> rule.allows(other))
                || (owned.isPresent() && owned.equals(SharedSuffixes.known().owned(other)));
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private static int millis(Duration duration) {
        return (int) Math.max(1, duration.toMillis());
    }

    // filters close the connection, reset it, or say no in TLS (RFC 8446, section 6)
    private static boolean isCut(IOException error) {
        return !(error instanceof SSLException)
                || error.getCause() instanceof SocketException
                || error.getCause() instanceof EOFException
                || says(error, "fatal alert");
    }

    private static boolean says(IOException error, String words) {
        return message(error).toLowerCase(Locale.ROOT).contains(words);
    }

    private static String message(IOException error) {
        return error.getMessage() == null ? error.getClass().getSimpleName() : error.getMessage();
    }

    // documents write answers of JSON with or without its quotes and blanks
    private static String bare(String text) {
        return text.replaceAll("[\\s\"]", "").toLowerCase(Locale.ROOT);
    }

    private static Optional<HostName> host(String location) {
        try {
            return Optional.ofNullable(new URI(location).getHost()).flatMap(HostName::tryParse);
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // it is given up in any case
            return;
        }
    }

    private Duration left() {
        Duration left = Duration.ofNanos(end - System.nanoTime());
        return left.compareTo(ladder.patience()) > 0 ? ladder.patience() : left.compareTo(LEAST) > 0 ? left : LEAST;
    }

    /** Closes a socket when the patience is over: a server that sends a byte now and then must not hold a climb. */
    private final class Alarm {
        private volatile boolean rang;
        private final ScheduledFuture<?> pending;

        Alarm(Socket socket) {
            pending = ladder.alarms()
                    .schedule(
                            () -> {
                                rang = true;
                                close(socket);
                            },
                            left().toNanos(),
                            TimeUnit.NANOSECONDS);
        }

        boolean rang() {
            return rang;
        }

        void off() {
            pending.cancel(false);
        }
    }
}
