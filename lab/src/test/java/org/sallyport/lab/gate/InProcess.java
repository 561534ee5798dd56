package org.sallyport.lab.gate;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.sallyport.check.Resolver;
import org.sallyport.core.catalog.Port;
import org.sallyport.core.site.Allowlist;
import org.sallyport.gate.Gate;
import org.sallyport.gate.policy.Limits;
import org.sallyport.gate.policy.Policies;
import org.sallyport.gate.policy.Policy;
import org.sallyport.gate.policy.PolicySource;
import org.sallyport.gate.policy.SniRule;
import org.sallyport.gate.record.Records;
import org.sallyport.gate.tunnel.Setup;
import org.sallyport.gate.tunnel.Transport;
import org.sallyport.lab.LabSite;

/** A gate in the process of the test, with a policy that stays. */
final class InProcess {

    private InProcess() {}

    /** Opens one at a free port of the loopback address, which waits a second for a request, and counts no names. */
    static Gate open(Allowlist allowlist, Resolver resolver, Records records, Clock clock) {
        Policy policy = new Policy(allowlist, LabSite.catalogs(), "lab");
        PolicySource source = new PolicySource() {
            @Override
            public Object stamp() {
                return policy.version();
            }

            @Override
            public Policy load() {
                return policy;
            }
        };
        Setup setup = new Setup(
                List.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)),
                Map.of(),
                List.of(),
                Optional.empty(),
                List.of(),
                SniRule.STRICT,
                Set.of(Port.HTTPS),
                false,
                false,
                false,
                Limits.usual().with("head-time=1").with("names-per-hour=1000000"),
                Transport.best(),
                Optional.empty());
        return Gate.open(setup, new Policies(source), resolver, records, Optional.empty(), clock, new Gate.Events() {
            @Override
            public void reloaded(Policies.Reload reload) {}

            @Override
            public void failed(Throwable defect) {
                throw new AssertionError("a defect of the gate", defect);
            }
        });
    }
}
