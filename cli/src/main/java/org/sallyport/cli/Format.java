package org.sallyport.cli;

/** The forms in which a command reports. */
enum Format {
    TABLE,
    JSON,
    CSV;

    /**
     * Prints a result that says the same as a table and as JSON.
     *
     * @param json maps, lists, texts, numbers and booleans
     */
    void print(Session session, Table table, Object json) {
        switch (this) {
            case TABLE -> table.print(session);
            case CSV -> table.printCsv(session);
            case JSON -> session.printRaw(Json.write(json));
        }
    }

    @Override
    public String toString() {
        return Json.lower(this);
    }
}
