package org.sallyport.targets.squid;

/**
 * What a rule can tell apart besides the name: the port, the method, and when it is asked.
 *
 * @param method upper case; {@link #ANY_OTHER} for a method that the configuration does not name
 */
record Request(int port, String method, Step step) {

    static final String CONNECT = "CONNECT";
    static final String ANY_OTHER = "";

    boolean isTunnel() {
        return method.equals(CONNECT);
    }

    /** The same request when its rules are asked again. */
    Request at(Step later) {
        return new Request(port, method, later);
    }
}
