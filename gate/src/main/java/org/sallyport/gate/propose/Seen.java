package org.sallyport.gate.propose;

import java.util.Optional;
import org.sallyport.core.catalog.Ports;
import org.sallyport.core.name.HostName;

/**
 * A name that was asked for, and that the site does not let through at these ports. Immutable.
 *
 * @param astray how many of the hits were ClientHellos in tunnels to other servers, which pass with {@code --sni permitted}
 *     only
 * @param provider the domain below which anybody could have obtained this name
 */
public record Seen(HostName host, Ports ports, Count count, long astray, Optional<HostName> provider) {}
