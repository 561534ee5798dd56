package org.sallyport.gate.request;

/** One field of a head. */
record Field(String name, String value) {

    boolean is(String other) {
        return name.equalsIgnoreCase(other);
    }
}
