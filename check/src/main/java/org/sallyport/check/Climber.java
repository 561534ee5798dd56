package org.sallyport.check;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.StandardConstants;
import org.sallyport.core.catalog.Check;
import org.sallyport.core.catalog.Port;
import org.sallyport.core.name.HostName;
import org.sallyport.core.name.SharedSuffixes;

/** A climb to one server by one way; each rung is written down as it is taken. */
final class Climber {

    private static final Duration LEAST = Duration.ofMillis(1);

    /** What a rung hands to the next one, and what was seen on it. */
    private record Held<T>(T what, Optional<Fault> besides, String seen) {

        static <T> Held<T> of(T what, String seen) {
            return new Held<>(what, Optional.empty(), seen);
        }
    }

    @FunctionalInterface
    private interface Try<T> {
        Held<T> up() throws Stopped, InterruptedException;
    }

    private final Ladder ladder;
    private final Aim aim;
    private final Way way;
    private final long end;
    private final List<Climb.Step> steps = new ArrayList<>();

    Climber(Ladder ladder, Aim aim, Way way, long end) {
        this.ladder = ladder;
        this.aim = aim;
        this.way = way;
        this.end = end;
    }

    Climb climb() throws InterruptedException {
        try {
            switch (way) {
                case Way.Direct direct -> direct();
                case Way.Through(Proxy proxy) -> through(proxy);
                case Way.Unspoken(String said) ->
                    step(Rung.PROXY, () -> {
                        throw new Stopped(Fault.UNSPOKEN_PROXY, said);
                    });
            }
        } catch (Stopped | IOException e) {
            // written down as a step, or the end of a connection that has served
            return new Climb(aim, way, steps);
        }
        return new Climb(aim, way, steps);
    }

    private void direct() throws Stopped, IOException, InterruptedException {
        List<InetAddress> addresses = step(Rung.DNS, this::addresses);
        try (Socket socket = step(Rung.TCP, () -> connected(addresses, aim.port()))) {
            speak(socket);
        }
    }

    private void through(Proxy proxy) throws Stopped, IOException, InterruptedException {
        Optional<InetAddress> written = proxy.address();
        List<InetAddress> addresses = written.isPresent()
                ? List.of(written.get())
                : step(Rung.DNS, () -> lookedUp(HostName.parse(proxy.host())));
        try (Socket socket = step(Rung.TCP, () -> connected(addresses, proxy.port()))) {
            Conversation.Again again = () -> connected(addresses, proxy.port()).what;
            if (aim.speech() == Aim.Speech.HTTP) {
                // what browsers and updaters do: no tunnel for what is readable anyway (RFC 9112, section 3.2.2)
                step(Rung.HTTP, () -> answered(socket, proxy, again));
            } else {
                try (Socket tunnel = step(Rung.PROXY, () -> tunnel(socket, proxy, again))) {
                    speak(tunnel);
                }
            }
        }
    }

    private void speak(Socket socket) throws Stopped, IOException, InterruptedException {
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

    private <T> T step(Rung rung, Try<T> tried) throws Stopped, InterruptedException {
        long start = System.nanoTime();
        try {
            Held<T> held = tried.up();
            steps.add(new Climb.Step(rung, since(start), Optional.empty(), held.besides, held.seen));
            return held.what;
        } catch (Stopped e) {
            // with no time left, a silence says nothing about the network
            Fault fault = System.nanoTime() >= end ? Fault.OUT_OF_TIME : e.fault();
            steps.add(new Climb.Step(rung, since(start), Optional.of(fault), Optional.empty(), e.seen()));
            throw e;
        }
    }

    private Held<List<InetAddress>> addresses() throws Stopped, InterruptedException {
        Held<List<InetAddress>> found = lookedUp(aim.host());
        if (found.what.stream().allMatch(ladder.sinkhole())) {
            throw new Stopped(Fault.SINKHOLE, found.seen);
        }
        return found;
    }

    private Held<List<InetAddress>> lookedUp(HostName name) throws Stopped, InterruptedException {
        Resolver.Answer answer = ladder.resolver().resolve(name, left());
        if (answer.fault().isPresent()) {
            throw new Stopped(answer.fault().get(), answer.seen());
        }
        return new Held<>(
                answer.addresses(),
                answer.unlike().isPresent() ? Optional.of(Fault.SPLIT_HORIZON) : Optional.empty(),
                answer.seen());
    }

    private Held<Socket> connected(List<InetAddress> addresses, Port port) throws Stopped, InterruptedException {
        Dialer.Dialled dialled = new Dialer(port, this::left).dial(addresses);
        return new Held<>(dialled.socket(), dialled.besides(), dialled.address().getHostAddress());
    }

    private Held<Socket> tunnel(Socket socket, Proxy proxy, Conversation.Again again)
            throws Stopped, InterruptedException {
        Conversation.Answered answered = asked(socket, proxy, Page.Request.connect(aim.toString()), again);
        Page page = answered.page();
        if (page.status() / 100 == 2) {
            return Held.of(answered.socket(), page.seen());
        }
        Sockets.close(answered.socket());
        throw new Stopped(
                switch (page.status()) {
                    case 407 -> Fault.PROXY_LOG_IN;
                    case 400, 404, 405, 501 -> Fault.NO_PROXY;
                    case 500, 502, 503, 504 -> Fault.PROXY_FAILS;
                    default -> Fault.PROXY_DENIES;
                },
                page.seen());
    }

    private Held<Page> answered(Socket socket, Proxy proxy, Conversation.Again again)
            throws Stopped, InterruptedException {
        String host = aim.port().equals(Port.HTTP) ? aim.host().value() : aim.toString();
        Conversation.Answered answered =
                asked(socket, proxy, Page.Request.get("http://" + host + aim.path(), host), again);
        Sockets.close(answered.socket());
        Page page = answered.page();
        if (page.status() == 407) {
            throw new Stopped(Fault.PROXY_LOG_IN, page.seen());
        }
        if (page.header("x-squid-error")
                .filter(error -> error.startsWith("ERR_ACCESS_DENIED"))
                .isPresent()) {
            throw new Stopped(Fault.PROXY_DENIES, page.seen());
        }
        if (page.status() >= 502 && page.status() <= 504) {
            throw new Stopped(Fault.PROXY_FAILS, page.seen());
        }
        return judged(page);
    }

    private Conversation.Answered asked(Socket socket, Proxy proxy, Page.Request request, Conversation.Again again)
            throws Stopped, InterruptedException {
        Alarm alarm = new Alarm(socket);
        try {
            return new Conversation(proxy, ladder.login())
                    .ask(socket, request, () -> {
                        Socket other = again.connected();
                        alarm.closes(other);
                        return other;
                    })
                    .orElseThrow(() -> {
                        alarm.hangUp();
                        return new Stopped(Fault.NO_PROXY, "");
                    });
        } catch (IOException e) {
            alarm.hangUp();
            throw new Stopped(alarm.rang() ? Fault.PROXY_TIMEOUT : Fault.PROXY_RESET, Stopped.message(e));
        } finally {
            alarm.off();
        }
    }

    private Held<SSLSocket> secured(Socket socket) throws Stopped {
        Authorities.Judge judge = ladder.authorities().new Judge();
        Alarm alarm = new Alarm(socket);
        try {
            SSLSocket secured = (SSLSocket) judge.context()
                    .getSocketFactory()
                    .createSocket(socket, aim.host().value(), aim.port().number(), true);
            SSLParameters parameters = secured.getSSLParameters();
            parameters.setServerNames(List.of(new AnyServerName(aim.host())));
            // the judge asks for the name in a step of its own, so that it can tell what is wrong
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            secured.setSSLParameters(parameters);
            secured.startHandshake();
            String seen = secured.getSession().getProtocol() + ", " + judge.issuer();
            if (judge.fault().isPresent()) {
                throw new Stopped(judge.fault().get(), seen);
            }
            return Held.of(secured, seen);
        } catch (IOException e) {
            throw new Stopped(
                    alarm.rang() ? Fault.TLS_TIMEOUT : judge.fault().orElseGet(() -> fault(e)), Stopped.message(e));
        } finally {
            alarm.off();
        }
    }

    private Held<Page> answered(Socket socket) throws Stopped {
        Alarm alarm = new Alarm(socket);
        try {
            return judged(
                    Page.ask(socket, Page.Request.get(aim.path(), aim.host().value()))
                            .orElseThrow(() -> new Stopped(Fault.NO_HTTP, "")));
        } catch (IOException e) {
            throw new Stopped(alarm.rang() ? Fault.HTTP_TIMEOUT : Fault.HTTP_RESET, Stopped.message(e));
        } finally {
            alarm.off();
        }
    }

    private Held<Page> judged(Page page) throws Stopped {
        Optional<Fault> fault = fault(page);
        if (fault.isPresent()) {
            throw new Stopped(fault.get(), page.seen());
        }
        return Held.of(page, page.seen());
    }

    private Optional<Fault> fault(Page page) {
        if (page.status() == 407
                || page.status() == 511
                || (page.status() == 401 && aim.request().isEmpty())) {
            return Optional.of(Fault.LOG_IN);
        }
        Optional<Check.Answer> expected = aim.request().flatMap(Check.Request::answer);
        if (expected.isPresent()
                && bare(page.body()).contains(bare(expected.get().contains()))) {
            return Optional.empty();
        }
        if (page.isRefusalInWords()) {
            return Optional.of(Fault.BLOCKED);
        }
        if (expected.isPresent()) {
            return Optional.of(Fault.OTHER_ANSWER);
        }
        // a vendor sends from http to https, and from one of its own names to another
        return page.location()
                .flatMap(Climber::host)
                // an address is nobody's name: portals send there
                .filter(host -> HostName.tryParse(host).filter(this::isNear).isEmpty())
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

    // filters close the connection, reset it, or say no in TLS (RFC 8446, section 6)
    private static Fault fault(IOException error) {
        boolean cut = !(error instanceof SSLException)
                || error.getCause() instanceof SocketException
                || error.getCause() instanceof EOFException
                || says(error, "fatal alert");
        return cut ? Fault.TLS_RESET : says(error, "certificate") ? Fault.BAD_CERTIFICATE : Fault.NO_TLS;
    }

    private static boolean says(IOException error, String words) {
        return Stopped.message(error).toLowerCase(Locale.ROOT).contains(words);
    }

    // documents write answers of JSON with or without its quotes and blanks
    private static String bare(String text) {
        return text.replaceAll("[\\s\"]", "").toLowerCase(Locale.ROOT);
    }

    private static Optional<String> host(String location) {
        try {
            return Optional.ofNullable(new URI(location).getHost());
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private Duration left() {
        Duration left = Duration.ofNanos(end - System.nanoTime());
        return left.compareTo(ladder.patience()) > 0 ? ladder.patience() : left.compareTo(LEAST) > 0 ? left : LEAST;
    }

    /** The name in SNI (RFC 6066, section 3). Java's own takes no underscore, which names of hosts may have in DNS. */
    private static final class AnyServerName extends SNIServerName {
        AnyServerName(HostName name) {
            super(StandardConstants.SNI_HOST_NAME, name.value().getBytes(StandardCharsets.US_ASCII));
        }
    }

    /** Closes a socket when the patience is over: a server that sends a byte now and then must not hold a climb. */
    private final class Alarm {
        private volatile Socket socket;
        private volatile boolean rang;
        private final ScheduledFuture<?> pending;

        Alarm(Socket socket) {
            this.socket = socket;
            pending = ladder.alarms().schedule(this::ring, left().toNanos(), TimeUnit.NANOSECONDS);
        }

        private synchronized void ring() {
            rang = true;
            hangUp();
        }

        synchronized void hangUp() {
            Sockets.close(socket);
        }

        /** Another socket in the place of the one before. */
        synchronized void closes(Socket other) {
            socket = other;
            if (rang) {
                Sockets.close(other);
            }
        }

        boolean rang() {
            return rang;
        }

        void off() {
            pending.cancel(false);
        }
    }
}
