package org.sallyport.check;

/** By which way a climb leaves this machine. */
public sealed interface Way {

    /** Without a proxy: this machine looks the name up itself. */
    record Direct() implements Way {
        @Override
        public String toString() {
            return "direct";
        }
    }

    /** Through a proxy, which gets the name. */
    record Through(Proxy proxy) implements Way {
        @Override
        public String toString() {
            return proxy.toString();
        }
    }

    /**
     * A way that is named and not gone here, such as a SOCKS proxy.
     *
     * @param said as it is named; hostile
     */
    record Unspoken(String said) implements Way {
        @Override
        public String toString() {
            return said;
        }
    }
}
