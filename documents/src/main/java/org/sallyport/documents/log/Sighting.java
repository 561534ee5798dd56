package org.sallyport.documents.log;

import org.sallyport.core.Where;
import org.sallyport.core.name.HostName;

/**
 * One mention of a server. It holds nothing else of its line: no path, no user, no secret.
 *
 * @param server the server's name
 * @param where file and line
 * @param beginning the text of the rule after which the name stood
 */
public record Sighting(HostName server, Where where, String beginning) {}
