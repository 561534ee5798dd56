package org.sallyport.gate.record;

/** Takes decisions down. Safe for use by several threads. */
public interface Records {

    /** Whether the next decision will be taken down; where not, nothing may be let through. */
    boolean areTaken();

    void take(Decision decision);
}
