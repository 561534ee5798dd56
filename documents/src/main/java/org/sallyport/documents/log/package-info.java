/**
 * Server names in the logs of vendors' installers. What to look for comes from the catalog; this package knows no
 * vendor:
 *
 * <pre>{@code
 * LogRule rule = new LogRule(List.of("Model::server value changed to:", "Opening connection to"));
 * LogPlace place = new LogPlace("SophosCloudInstaller.log", List.of("C:\\ProgramData\\Sophos\\CloudInstaller\\Logs"));
 *
 * LogFiles files = arguments.isEmpty()
 *         ? LogFiles.documented(place, FileSystems.getDefault())
 *         : LogFiles.named(arguments, place, FileSystems.getDefault());
 * Discovery discovery = files.read(rule, bytes -> bar.advance(bytes, files.bytes()));
 *
 * discovery.servers();        // every server, in the order of first sighting: name, first, last, times
 * discovery.current();        // the server of the last sighting in the newest log that has one
 * discovery.skipped();        // where a server was expected, and why there is none
 * files.lookedAt();           // for "nothing found": where was looked
 * }</pre>
 *
 * <p>Logs hold secrets. Of a line only the name, the place and the beginning are kept; the text never leaves the buffer
 * that it was read into.
 */
@NullMarked
package org.sallyport.documents.log;

import org.jspecify.annotations.NullMarked;
