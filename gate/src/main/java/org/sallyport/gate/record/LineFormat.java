package org.sallyport.gate.record;

/** How a decision is written as one line, with its line break. */
@FunctionalInterface
public interface LineFormat {

    String line(Decision decision);
}
