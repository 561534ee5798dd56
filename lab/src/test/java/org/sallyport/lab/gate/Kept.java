package org.sallyport.lab.gate;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.sallyport.gate.record.Decision;
import org.sallyport.gate.record.Records;

/** Records that are kept in memory. */
record Kept(Queue<Decision> decisions) implements Records {

    static Kept begin() {
        return new Kept(new ConcurrentLinkedQueue<>());
    }

    @Override
    public boolean areTaken() {
        return true;
    }

    @Override
    public void take(Decision decision) {
        decisions.add(decision);
    }
}
