package org.sallyport.targets.squid;

/**
 * What a rule can tell apart besides the name: the port and the method.
 *
 * @param method upper case; {@link #ANY_OTHER} for a method that the configuration does not name
 */
record Request(int port, String method) {

    static final String CONNECT = "CONNECT";
    static final String ANY_OTHER = "";

    boolean isTunnel() {
        return method.equals(CONNECT);
    }
}
