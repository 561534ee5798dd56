package org.sallyport.cli;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;

/**
 * What the system tells a process: TERM, INT, HUP. By reflection: {@code sun.misc.Signal} is the one way in Java, in a
 * module that is meant to be used, and the compiler warns of it in a way that no annotation silences.
 */
final class Signals {

    private Signals() {}

    /** Does this on that signal, in a thread of its own; nothing where the system does not know the signal. */
    static void on(String name, Runnable action) {
        InvocationHandler handler = (proxy, method, arguments) -> switch (method.getName()) {
            case "handle" -> {
                action.run();
                yield null;
            }
            default -> name;
        };
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> type = Class.forName("sun.misc.SignalHandler");
            Object proxy = Proxy.newProxyInstance(Signals.class.getClassLoader(), new Class<?>[] {type}, handler);
            signal.getMethod("handle", signal, type)
                    .invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            // Windows has no HUP
            return;
        }
    }
}
