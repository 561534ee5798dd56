package org.sallyport.cli;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** The version that the build wrote into the jar. */
final class Version implements IVersionProvider {

    static String text() {
        return Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
                .orElse("0.1.0");
    }

    @Override
    public String[] getVersion() {
        return new String[] {"sallyport " + text() + ", Java " + Runtime.version()};
    }
}
