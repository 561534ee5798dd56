package org.sallyport.targets.nginx;

/** How a client gives a name. */
enum Spelling {
    /** In lower case, without a dot at its end. */
    USUAL,
    /** With capitals, or with a dot at its end. */
    ODD,
    /** Not at all. */
    NONE
}
