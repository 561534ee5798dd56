package org.sallyport.cli;

/** The forms in which a check reports. */
enum CheckFormat {
    TABLE,
    JSON,
    CSV,
    JUNIT,
    PROMETHEUS,
    HTML;

    @Override
    public String toString() {
        return Json.lower(this);
    }
}
