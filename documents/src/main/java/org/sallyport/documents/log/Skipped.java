package org.sallyport.documents.log;

import org.sallyport.core.Text;
import org.sallyport.core.Where;

/**
 * A place where a server's name was expected and none was taken. What stood there is not kept: it may be a secret.
 *
 * @param where file and line
 * @param beginning the text of the rule that stood there
 * @param reason why nothing was taken
 */
public record Skipped(Where where, String beginning, Reason reason) {

    /** Why nothing was taken. */
    public enum Reason {
        NOTHING("nothing follows", "rien ne suit"),
        ADDRESS("an address follows, not a name", "une adresse suit, pas un nom"),
        ONE_LABEL("a word without a dot follows", "un mot sans point suit"),
        NO_NAME("what follows is no host name", "ce qui suit n'est pas un nom d'hôte"),
        TOO_LONG("what follows is too long for a host name", "ce qui suit est trop long pour un nom d'hôte"),
        TOO_MANY("the log names too many servers", "le journal nomme trop de serveurs");

        private final String english;
        private final String french;

        Reason(String english, String french) {
            this.english = english;
            this.french = french;
        }

        /** The reason in words. */
        public Text text() {
            return new Text(english, french);
        }
    }
}
