package org.sallyport.check.pac;

import java.time.Clock;
import org.mozilla.javascript.BaseFunction;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.Function;
import org.mozilla.javascript.ScriptRuntime;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.ScriptableObject;

/** The language's {@code Date}, which asks a clock for the time where it is not told one. */
final class ClockedDate extends BaseFunction {

    private final transient Function original;
    private final transient Clock clock;

    ClockedDate(ScriptableObject scope, ScriptableObject original, Clock clock) {
        super(scope, ScriptableObject.getFunctionPrototype(scope));
        this.original = (Function) original;
        this.clock = clock;
        setImmunePrototypeProperty(ScriptableObject.getProperty(original, "prototype"));
        for (String name : new String[] {"UTC", "parse"}) {
            defineProperty(name, ScriptableObject.getProperty(original, name), DONTENUM);
        }
    }

    double now() {
        return clock.millis();
    }

    @Override
    public Object call(Context cx, Scriptable scope, Scriptable self, Object[] arguments) {
        return ScriptRuntime.toString(construct(cx, scope, ScriptRuntime.emptyArgs));
    }

    @Override
    public Scriptable construct(Context cx, Scriptable scope, Object[] arguments) {
        return original.construct(cx, scope, arguments.length == 0 ? new Object[] {now()} : arguments);
    }

    @Override
    public String getFunctionName() {
        return "Date";
    }

    @Override
    public int getLength() {
        return 7;
    }
}
