package org.sallyport.cli;

/** The forms in which a command reports. */
enum Format {
    TABLE,
    JSON,
    CSV;

    @Override
    public String toString() {
        return Json.lower(this);
    }
}
