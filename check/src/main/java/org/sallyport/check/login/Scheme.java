package org.sallyport.check.login;

import java.util.Optional;

/** One way of saying who asks, in the course of one conversation. Not safe for use by several threads. */
interface Scheme {

    /** As a challenge names it. */
    String name();

    /**
     * What to answer.
     *
     * @param challenge what stands behind the scheme's name; empty at first
     * @return empty where there is nothing to say, or no more
     */
    Optional<LogIn.Answer> answer(String challenge);
}
