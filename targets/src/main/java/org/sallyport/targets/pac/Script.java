package org.sallyport.targets.pac;

import java.util.List;
import java.util.Set;

/**
 * A PAC file as the reader understands it.
 *
 * @param globals what stands outside of functions
 * @param parameters of the function that browsers call
 * @param locals its parameters and what it declares; undefined before they get a value
 * @param late what it may declare in some other way; not to be touched before they get a value
 * @param body of the function
 * @param line of the function
 * @param functions the names of the other functions
 */
record Script(
        List<Statement> globals,
        List<String> parameters,
        Set<String> locals,
        Set<String> late,
        List<Statement> body,
        int line,
        Set<String> functions) {

    static final String ENTRY = "FindProxyForURL";
}
