package org.sallyport.gate.propose;

import java.time.Instant;

/**
 * How often something was asked for, by how many, and when. Immutable.
 *
 * @param hits connections
 * @param clients different ones
 * @param moreClients whether there were perhaps more of them than could be held
 */
public record Count(long hits, int clients, boolean moreClients, Instant first, Instant last) {}
