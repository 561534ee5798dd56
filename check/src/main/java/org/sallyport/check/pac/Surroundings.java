package org.sallyport.check.pac;

import java.net.InetAddress;
import java.time.Clock;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import org.sallyport.check.Resolver;

/**
 * All that a script can learn of the world. What it is made of must be safe for use by several threads.
 *
 * @param names who answers for names that are no addresses
 * @param addresses those of this machine that others can reach, the preferred one first
 * @param clock the time, and in which zone the machine is
 * @param chance from 0 to below 1, for {@code Math.random}
 */
public record Surroundings(Resolver names, Supplier<List<InetAddress>> addresses, Clock clock, DoubleSupplier chance) {}
