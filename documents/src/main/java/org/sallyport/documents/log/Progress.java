package org.sallyport.documents.log;

/** Hears how the reading of logs goes on. Called often, by the reading thread; it should return at once. */
@FunctionalInterface
public interface Progress {

    /** Nobody wants to know. */
    Progress UNSEEN = bytes -> {};

    /** So many more bytes have been read: {@link LogFiles#bytes()} in all, or more where a log still grows. */
    void read(long bytes);
}
