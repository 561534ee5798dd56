package org.sallyport.gate.tunnel;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sallyport.check.Fault;
import org.sallyport.check.Resolver;
import org.sallyport.core.catalog.Port;
import org.sallyport.core.name.HostName;
import org.sallyport.core.site.Rule;
import org.sallyport.gate.address.AddressClass;
import org.sallyport.gate.address.Surroundings;
import org.sallyport.gate.policy.NameBudget;
import org.sallyport.gate.policy.Policy;
import org.sallyport.gate.policy.SniRule;
import org.sallyport.gate.request.Destination;
import org.sallyport.gate.request.Hello;
import org.sallyport.gate.request.Refusal;
import org.sallyport.gate.request.RefusedException;

/**
 * Decides about one request by one version of the policy, and writes into its account why. Each question throws {@link
 * RefusedException} where the answer is no; a gate that only observes lets through what the policy refuses, and nothing
 * else. Used by one event loop only.
 */
final class Judge {

    private final Rules rules;
    private final Policy policy;
    private final Account account;

    /**
     * What holds for all requests.
     *
     * @param hidden whether an encrypted ClientHello is let through
     * @param nameless whether a ClientHello without a name is let through
     */
    record Rules(
            SniRule sni,
            Set<Port> tlsOnly,
            boolean hidden,
            boolean nameless,
            boolean observing,
            NameBudget budget,
            Surroundings surroundings) {}

    Judge(Rules rules, Policy policy, Account account) {
        this.rules = rules;
        this.policy = policy;
        this.account = account;
        account.isJudgedBy(policy.version());
    }

    /** May anybody go there? */
    void destination(Destination destination) {
        switch (destination) {
            case Destination.Numbered(InetAddress address, Port port) -> {
                // an address that is not public is no longer asked about: nobody gets there by number
                if (AddressClass.of(address) != AddressClass.PUBLIC
                        || rules.surroundings().isOwn(address)
                        || rules.surroundings().isListener(address, port)) {
                    throw new RefusedException(Refusal.ADDRESS);
                }
                refuse(Refusal.ADDRESS);
            }
            case Destination.Named(HostName host, Port port) -> named(host, port);
        }
    }

    private void named(HostName host, Port port) {
        Optional<Rule> rule = policy.rule(host, port);
        if (rule.isEmpty()) {
            refuse(policy.knows(host) ? Refusal.PORT : Refusal.NAME);
            return;
        }
        account.isLetThroughBy(rule.get());
        if (!rules.budget().allows(account.client(), rule.get().host(), host)) {
            refuse(Refusal.NAMES_LIMIT);
        }
    }

    /** The addresses that may be connected to; at least one. */
    List<InetAddress> addresses(Destination destination, Resolver.Answer answer) {
        account.wentBy(answer.by());
        if (answer.fault().isPresent()) {
            Fault fault = answer.fault().get();
            throw new RefusedException(
                    fault == Fault.NO_ADDRESS || fault == Fault.NO_SUCH_NAME
                            ? Refusal.UNRESOLVED
                            : Refusal.NO_RESOLVER);
        }
        List<InetAddress> open = new ArrayList<>(answer.addresses().size());
        boolean itself = false;
        for (InetAddress address : answer.addresses()) {
            AddressClass kind = AddressClass.of(address);
            boolean listener = rules.surroundings().isListener(address, destination.port());
            boolean own = rules.surroundings().isOwn(address);
            if (!listener && ((kind == AddressClass.PUBLIC && !own) || isPermitted(destination, address))) {
                open.add(address);
            } else {
                itself |= own || listener;
                account.shuns(address.getHostAddress() + " (" + (own || listener ? "itself" : kind.id()) + ")");
            }
        }
        if (open.isEmpty()) {
            throw new RefusedException(itself ? Refusal.ITSELF : Refusal.NOT_PUBLIC);
        }
        return open;
    }

    private boolean isPermitted(Destination destination, InetAddress address) {
        return destination instanceof Destination.Named(HostName host, Port port) && policy.permits(host, address);
    }

    /** May a tunnel to that port go on with this ClientHello? */
    void hello(Hello hello, Destination destination) {
        hello.server().ifPresent(account::names);
        if (rules.sni() == SniRule.OFF) {
            return;
        }
        if (hello.encrypted() && !rules.hidden()) {
            refuse(Refusal.ENCRYPTED_HELLO);
        }
        if (hello.server().isEmpty()) {
            if (!rules.nameless()) {
                refuse(Refusal.NO_SNI);
            }
            return;
        }
        HostName server = hello.server().get();
        boolean same = destination instanceof Destination.Named(HostName host, Port port) && host.equals(server);
        if (same) {
            return;
        }
        if (rules.sni() == SniRule.STRICT) {
            refuse(Refusal.OTHER_SNI);
        } else if (policy.rule(server, destination.port()).isEmpty()) {
            refuse(Refusal.SNI_NAME);
        }
    }

    /** What is said in the tunnel is not TLS. */
    void notTls() {
        refuse(Refusal.NOT_TLS);
    }

    boolean waitsForHello(Port port) {
        return rules.sni() != SniRule.OFF && rules.tlsOnly().contains(port);
    }

    boolean looksAtHellos() {
        return rules.sni() != SniRule.OFF;
    }

    Policy policy() {
        return policy;
    }

    boolean observes() {
        return rules.observing();
    }

    private void refuse(Refusal refusal) {
        if (!rules.observing()) {
            throw new RefusedException(refusal);
        }
        account.wouldBeRefused(refusal);
    }
}
