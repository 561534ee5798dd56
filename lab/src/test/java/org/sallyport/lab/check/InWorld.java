package org.sallyport.lab.check;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** A test class with a world of its own, which its tests have one after the other. */
abstract class InWorld {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    static Path folder;

    private static @Nullable World running;

    @BeforeAll
    static void create() throws IOException, InterruptedException {
        running = World.create(folder);
    }

    @AfterAll
    static void close() {
        if (running != null) {
            running.close();
        }
    }

    static World world() {
        return Objects.requireNonNull(running);
    }
}
