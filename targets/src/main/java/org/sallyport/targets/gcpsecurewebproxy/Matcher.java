package org.sallyport.targets.gcpsecurewebproxy;

import java.util.NavigableSet;
import org.sallyport.core.name.NameSet;

/** A condition of a rule, as far as it is understood: the hosts for which it holds at a port. */
sealed interface Matcher {

    /**
     * What holds in every case, and in some case.
     *
     * @param surely part of {@code possibly}
     */
    record Hosts(NameSet surely, NameSet possibly) {

        static final Hosts ALL = new Hosts(NameSet.all(), NameSet.all());
        static final Hosts NONE = new Hosts(NameSet.none(), NameSet.none());

        static Hosts of(NameSet names) {
            return new Hosts(names, names);
        }
    }

    /** At a port; 0 stands for all ports that no condition names. */
    Hosts at(int port);

    default void addPortsTo(NavigableSet<Integer> ports) {}

    /** The same hosts at every port. */
    record Host(Hosts hosts) implements Matcher {
        @Override
        public Hosts at(int port) {
            return hosts;
        }
    }

    /** One port, or all others. */
    record AtPort(int number, boolean others) implements Matcher {
        @Override
        public Hosts at(int port) {
            return (port == number) == others ? Hosts.NONE : Hosts.ALL;
        }

        @Override
        public void addPortsTo(NavigableSet<Integer> ports) {
            ports.add(number);
        }
    }

    /** What depends on something that is not looked at here. */
    record Unknown() implements Matcher {
        @Override
        public Hosts at(int port) {
            return new Hosts(NameSet.none(), NameSet.all());
        }
    }

    record Not(Matcher inner) implements Matcher {
        @Override
        public Hosts at(int port) {
            Hosts hosts = inner.at(port);
            NameSet surely = rest(hosts.possibly());
            return new Hosts(surely, hosts.surely() == hosts.possibly() ? surely : rest(hosts.surely()));
        }

        private static NameSet rest(NameSet names) {
            return names == NameSet.all()
                    ? NameSet.none()
                    : names == NameSet.none() ? NameSet.all() : NameSet.all().minus(names);
        }

        @Override
        public void addPortsTo(NavigableSet<Integer> ports) {
            inner.addPortsTo(ports);
        }
    }

    record Both(Matcher one, Matcher other) implements Matcher {
        @Override
        public Hosts at(int port) {
            Hosts first = one.at(port);
            Hosts second = other.at(port);
            NameSet surely = both(first.surely(), second.surely());
            return new Hosts(
                    surely,
                    first.surely() == first.possibly() && second.surely() == second.possibly()
                            ? surely
                            : both(first.possibly(), second.possibly()));
        }

        private static NameSet both(NameSet one, NameSet other) {
            if (one == NameSet.all() || other == NameSet.none()) {
                return other;
            }
            return other == NameSet.all() || one == NameSet.none() ? one : one.intersect(other);
        }

        @Override
        public void addPortsTo(NavigableSet<Integer> ports) {
            one.addPortsTo(ports);
            other.addPortsTo(ports);
        }
    }

    record Either(Matcher one, Matcher other) implements Matcher {
        @Override
        public Hosts at(int port) {
            Hosts first = one.at(port);
            Hosts second = other.at(port);
            NameSet surely = either(first.surely(), second.surely());
            return new Hosts(
                    surely,
                    first.surely() == first.possibly() && second.surely() == second.possibly()
                            ? surely
                            : either(first.possibly(), second.possibly()));
        }

        private static NameSet either(NameSet one, NameSet other) {
            if (one == NameSet.none() || other == NameSet.all()) {
                return other;
            }
            return other == NameSet.none() || one == NameSet.all() ? one : one.union(other);
        }

        @Override
        public void addPortsTo(NavigableSet<Integer> ports) {
            one.addPortsTo(ports);
            other.addPortsTo(ports);
        }
    }
}
