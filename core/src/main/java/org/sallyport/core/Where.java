package org.sallyport.core;

/**
 * A place in an input file.
 *
 * @param file the file as the user named it
 * @param line from 1; 0 where the whole file is meant
 * @param column from 1; 0 where the whole line is meant
 */
public record Where(String file, int line, int column) {

    /** The whole file. */
    public static Where in(String file) {
        return new Where(file, 0, 0);
    }

    @Override
    public String toString() {
        return file + (line > 0 ? ":" + line : "") + (line > 0 && column > 0 ? ":" + column : "");
    }
}
