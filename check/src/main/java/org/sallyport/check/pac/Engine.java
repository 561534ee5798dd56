package org.sallyport.check.pac;

import java.util.Locale;
import java.util.TimeZone;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.ContextFactory;
import org.mozilla.javascript.ScriptableObject;

/**
 * Rhino as one run needs it: it interprets, shows no class of Java, and looks at the budget every few instructions,
 * those of regular expressions included.
 */
final class Engine extends ContextFactory {

    /** Some instructions double a text, so memory is looked at often. */
    private static final int INSTRUCTIONS = 100;

    /** About what browsers allow. */
    private static final int MOST_CALLS = 10_000;

    private final Surroundings surroundings;
    private final Budget budget;

    Engine(Surroundings surroundings, Budget budget) {
        this.surroundings = surroundings;
        this.budget = budget;
    }

    /** What a script finds where it begins: the language, and the functions of PAC files. */
    ScriptableObject scope() {
        return call(cx -> {
            ScriptableObject scope = cx.initSafeStandardObjects();
            new Builtins(scope, budget).tame(surroundings);
            new Predefined(surroundings, budget).define(scope);
            return scope;
        });
    }

    @Override
    protected Context makeContext() {
        Context cx = super.makeContext();
        cx.setInterpretedMode(true);
        cx.setLanguageVersion(Context.VERSION_ES6);
        cx.setClassShutter(name -> false);
        cx.setMaximumInterpreterStackDepth(MOST_CALLS);
        cx.setInstructionObserverThreshold(INSTRUCTIONS);
        cx.setLocale(Locale.ROOT);
        cx.setTimeZone(TimeZone.getTimeZone(surroundings.clock().getZone()));
        return cx;
    }

    @Override
    protected void observeInstructionCount(Context cx, int instructions) {
        budget.check();
    }
}
