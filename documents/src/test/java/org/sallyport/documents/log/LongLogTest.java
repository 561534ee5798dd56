package org.sallyport.documents.log;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

class LongLogTest {

    private static final long GIGABYTE = 1L << 30;
    private static final long MEMORY = 4L << 20;

    @Test
    void aGigabyteOfLinesIsReadInConstantMemory() {
        String line =
                "2026-01-12T08:00:00.101Z [ 4711] INFO  Component::step reads connection value 17 of the server\n";
        byte[] block = line.repeat(10_000).getBytes(US_ASCII);

        Discovery discovery = readBounded(new Repeated(block, GIGABYTE, "\nOpening connection to " + Logs.SERVER));

        assertThat(Logs.names(discovery)).containsExactly(Logs.SERVER);
        int lines = (int) (GIGABYTE / block.length * 10_000 + GIGABYTE % block.length / line.length());
        assertThat(discovery.last())
                .hasValueSatisfying(s -> assertThat(s.where().line()).isEqualTo(lines + 2));
    }

    @Test
    void aLineOfAGigabyteIsReadInConstantMemoryAndItsEndIsNotLost() {
        Discovery discovery = readBounded(new Repeated(
                "opening a line ".repeat(10_000).getBytes(US_ASCII), GIGABYTE, "Opening connection to " + Logs.SERVER));

        assertThat(Logs.names(discovery)).containsExactly(Logs.SERVER);
        assertThat(discovery.last())
                .hasValueSatisfying(s -> assertThat(s.where().line()).isEqualTo(1));
    }

    @Test
    void aLogFullOfSightingsKeepsFewOfThem() {
        byte[] block =
                ("Opening connection to " + Logs.SERVER + "\nOpening connection to 192.0.2.1\n").getBytes(US_ASCII);
        long size = block.length * 100_000L;

        Discovery discovery = Logs.read(new byte[0]).then(read(new Repeated(block, size, "")));

        assertThat(discovery.servers()).extracting(Server::times).containsExactly(100_000L);
        assertThat(discovery.skipped()).hasSize(Discovery.MOST_SKIPPED);
        assertThat(discovery.skippedTimes()).isEqualTo(100_000);
    }

    private static Discovery readBounded(InputStream log) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        Discovery discovery = read(log);
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(MEMORY);
        return discovery;
    }

    private static Discovery read(InputStream log) {
        return InstallerLog.read("installer.log", log, Logs.RULE, Progress.UNSEEN);
    }

    /** A block over and over, then an ending; nothing of it in memory twice. */
    private static final class Repeated extends InputStream {
        private final byte[] block;
        private final long size;
        private final byte[] ending;
        private long at;

        Repeated(byte[] block, long size, String ending) {
            this.block = block;
            this.size = size;
            this.ending = ending.getBytes(US_ASCII);
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            boolean ends = at >= size;
            byte[] from = ends ? ending : block;
            int start = (int) (ends ? at - size : at % block.length);
            int available = (int) Math.min(from.length - start, ends ? Integer.MAX_VALUE : size - at);
            if (available == 0) {
                return -1;
            }
            int count = Math.min(length, available);
            System.arraycopy(from, start, into, offset, count);
            at += count;
            return count;
        }
    }
}
