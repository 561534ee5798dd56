package org.sallyport.check.script;

import java.time.Instant;
import java.util.List;
import org.sallyport.check.Aims;
import org.sallyport.check.Climb;
import org.sallyport.core.Id;
import org.sallyport.core.InputException;
import org.sallyport.core.Text;

/**
 * What a {@link Script} brought back from a machine. Immutable.
 *
 * @param shell what ran it, as it says itself
 * @param machine where it ran, as it says itself; hostile
 * @param time when it began, by the clock of that machine
 * @param climbs in the order of the aims, one to each; what the script did not try has the fault {@link
 *     org.sallyport.check.Fault#NOT_TRIED}, and a rung that it skipped is missing
 * @param remarks which rungs were skipped and why, and which servers were tried that the site does not need
 */
public record Results(String shell, String machine, Instant time, List<Climb> climbs, List<Text> remarks) {

    public Results {
        climbs = List.copyOf(climbs);
        remarks = List.copyOf(remarks);
    }

    /**
     * Reads a result file, at most 16 MiB of UTF-8 or UTF-16, with or without a byte order mark: Windows PowerShell
     * writes UTF-16 where its output is redirected.
     *
     * @param source the file's name for errors
     * @param site of which it has to be
     * @param aims what that site must reach now
     * @throws InputException where the file is of another site, cut off, changed by hand, or of a newer script
     */
    public static Results read(String source, byte[] bytes, Id site, Aims aims) {
        return new ResultsReader(source, site, aims.list()).read(bytes);
    }
}
