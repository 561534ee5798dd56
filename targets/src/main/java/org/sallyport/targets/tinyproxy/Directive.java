package org.sallyport.targets.tinyproxy;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A directive of tinyproxy.conf with what it takes. Source: tinyproxy.conf(5) of 1.11.
 *
 * @param name in lower case; tinyproxy does not look at the case
 * @param part what it has to do with what passes
 * @param argument what stands behind the name, the value in its last group
 */
record Directive(String name, Part part, Pattern argument) {

    /** What a directive has to do with what passes. */
    enum Part {
        /** Nothing: it is about clients, logs, headers. */
        NONE,
        FILTER,
        FILTER_TYPE,
        FILTER_EXTENDED,
        FILTER_DEFAULT_DENY,
        FILTER_CASE_SENSITIVE,
        FILTER_URLS,
        CONNECT_PORT,
        /** tinyproxy does not start without it. */
        PORT,
        /** It hands requests on, and can send them nowhere. */
        NARROWS,
        /** It can turn a request into one for another host before the filter looks at it. */
        OPENS
    }

    private static final String STRING = "\"([^\"]+)\"";
    private static final String YES_OR_NO = "(yes|on|no|off)";
    private static final String NUMBER = "([0-9]+)";
    private static final String WORD = "([-a-z0-9._]+)";
    private static final String ADDRESS = "([-a-z0-9._:%/]+)";
    private static final String REST = "(\\S.*)";

    private static final Map<String, Directive> ALL = Stream.of(
                    of(Part.FILTER, STRING, "filter"),
                    of(Part.FILTER_TYPE, "(bre|ere|fnmatch)", "filtertype"),
                    of(Part.FILTER_EXTENDED, YES_OR_NO, "filterextended"),
                    of(Part.FILTER_DEFAULT_DENY, YES_OR_NO, "filterdefaultdeny"),
                    of(Part.FILTER_CASE_SENSITIVE, YES_OR_NO, "filtercasesensitive"),
                    of(Part.FILTER_URLS, YES_OR_NO, "filterurls"),
                    of(Part.CONNECT_PORT, NUMBER, "connectport"),
                    of(Part.PORT, NUMBER, "port"),
                    of(Part.NARROWS, REST, "upstream"),
                    of(Part.OPENS, REST, "reversepath"),
                    of(Part.OPENS, YES_OR_NO, "reverseonly reversemagic"),
                    of(Part.OPENS, STRING, "reversebaseurl"),
                    of(
                            Part.NONE,
                            STRING,
                            "logfile pidfile anonymous viaproxyname defaulterrorfile statfile stathost"
                                    + " basicauthrealm"),
                    of(Part.NONE, YES_OR_NO, "xtinyproxy syslog bindsame disableviaheader"),
                    of(
                            Part.NONE,
                            NUMBER,
                            "maxclients maxspareservers minspareservers startservers maxrequestsperchild timeout"),
                    of(Part.NONE, ADDRESS, "listen allow deny bind"),
                    of(Part.NONE, WORD, "user group"),
                    of(Part.NONE, REST, "basicauth"),
                    of(Part.NONE, "[0-9]+[ \\t]+" + STRING, "errorfile"),
                    of(Part.NONE, "\"[^\"]+\"[ \\t]+" + STRING, "addheader"),
                    of(Part.NONE, "(critical|error|warning|notice|connect|info)", "loglevel"))
            .flatMap(Function.identity())
            .collect(Collectors.toUnmodifiableMap(Directive::name, Function.identity()));

    private static Stream<Directive> of(Part part, String argument, String names) {
        Pattern pattern = Pattern.compile("[ \\t]*" + argument + "[ \\t]*", Pattern.CASE_INSENSITIVE);
        return Stream.of(names.split(" ", -1)).map(name -> new Directive(name, part, pattern));
    }

    static Optional<Directive> of(String name) {
        return Optional.ofNullable(ALL.get(name.toLowerCase(Locale.ROOT)));
    }

    /** The value, where what stands behind the name has the form that the directive takes. */
    Optional<String> value(String behind) {
        Matcher matcher = argument.matcher(behind);
        return matcher.matches() ? Optional.of(matcher.group(matcher.groupCount())) : Optional.empty();
    }
}
