package org.sallyport.gate.policy;

import org.sallyport.core.SallyportException;

/** Where a policy comes from. */
public interface PolicySource {

    /**
     * What changes when the policy does: compared with {@code equals}.
     *
     * @throws SallyportException where that cannot be told
     */
    Object stamp();

    /**
     * Reads the policy.
     *
     * @throws SallyportException where it is wrong, with place and repair
     */
    Policy load();
}
