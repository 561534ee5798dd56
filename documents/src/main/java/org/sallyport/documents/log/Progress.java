package org.sallyport.documents.log;

/** Hears how the reading of logs goes on. Called often, by the reading thread; it should return at once. */
@FunctionalInterface
public interface Progress {

    /** Nobody wants to know. */
    Progress UNSEEN = bytes -> {};

    /** So many more bytes have been read; all calls for one {@link LogFiles} together say {@link LogFiles#bytes()}. */
    void read(long bytes);
}
