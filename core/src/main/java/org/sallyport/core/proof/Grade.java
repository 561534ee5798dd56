package org.sallyport.core.proof;

/** How far a device is from its bounds, the gravest first. */
public enum Grade {
    /** A name that has to pass does not. */
    MISSING,
    /** A name passes that belongs to somebody whom the allowlist does not know. */
    FOREIGN,
    /** A name passes that anybody can obtain, under a shared suffix. */
    SHARED,
    /** A name passes that only the owner of an allowed name can create. */
    OWNER;

    /** Whether a render may stand with it. */
    public boolean stands() {
        return this == OWNER;
    }
}
