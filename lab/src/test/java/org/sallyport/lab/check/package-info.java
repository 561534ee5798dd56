/**
 * {@code check} in a network of namespaces: an endpoint, what filters, and the vendors' cloud. Where namespaces are not
 * permitted, {@code LadderTest} of the room check meets the same faults with servers on loopback ports.
 */
@NullMarked
package org.sallyport.lab.check;

import org.jspecify.annotations.NullMarked;
