package org.sallyport.targets;

import org.sallyport.core.Text;

/** What the reader of a target was held against, the strongest first. */
public enum Evidence {
    /** The product itself was started with the rendered text and asked about names, one by one. */
    DAEMON("real daemon", "vrai démon"),
    /** The engine that the product is built on decided about names, one by one. */
    ENGINE("real engine", "vrai moteur"),
    /** The text was validated against the product's public schema; what it means comes from the manual. */
    SCHEMA("schema, and the manual", "schéma et manuel"),
    /** The manual alone. */
    MANUAL("manual only", "manuel seul");

    private final Text title;

    Evidence(String english, String french) {
        this.title = new Text(english, french);
    }

    public Text title() {
        return title;
    }
}
