package org.sallyport.targets;

/** A kind of entry that a product's language has. */
public enum Notation {
    /** One name and no other. */
    NAME,
    /** All names below one, at any depth, and not the name itself. */
    BELOW,
    /** A name and all names below it in one entry. */
    SUBTREE,
    /** The names one label below a name, and none deeper. */
    ONE_LABEL_BELOW,
    /** A star that stands for a part of one label: {@code tf-*-bucket.example.com}. */
    STAR_INSIDE_LABEL
}
