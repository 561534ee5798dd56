package org.sallyport.documents.log;

import org.sallyport.core.name.HostName;

/**
 * A server that logs name.
 *
 * @param name its name
 * @param first the oldest sighting
 * @param last the newest sighting
 * @param times how often it was seen, from 1
 */
public record Server(HostName name, Sighting first, Sighting last, long times) {

    Server seenAgain(Sighting newer, long more) {
        return new Server(name, first, newer, times + more);
    }
}
