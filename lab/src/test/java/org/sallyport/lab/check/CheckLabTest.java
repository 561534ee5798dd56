package org.sallyport.lab.check;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sallyport.lab.network.Network;

/**
 * Each thing that can stand between an endpoint and its vendors' cloud, done to real connections, is told by the real
 * command, of the servers that it concerns and of no others. Where namespaces are not permitted, {@code LadderTest} of
 * the room check meets the same faults on loopback ports.
 */
class CheckLabTest {

    @TempDir
    private static Path folder;

    private static World world;

    @BeforeAll
    static void create() throws IOException, InterruptedException {
        world = World.create(folder, "{ name: edge, target: hosts-list, inexpressible: omit }");
    }

    @AfterAll
    static void close() {
        if (world != null) {
            world.close();
        }
    }

    @Test
    void everythingIsReachedWhereNothingFilters() throws IOException, InterruptedException {
        world.filter();
        world.check(Network.INTERNET).saysThatAllIsWell();
    }
}
