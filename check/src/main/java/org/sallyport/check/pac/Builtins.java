package org.sallyport.check.pac;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.mozilla.javascript.BaseFunction;
import org.mozilla.javascript.Callable;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.LambdaFunction;
import org.mozilla.javascript.ScriptRuntime;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.ScriptableObject;
import org.mozilla.javascript.SymbolKey;
import org.mozilla.javascript.Undefined;

/**
 * What the language brings along, tamed: a built-in function is one instruction to who counts them, and some run or
 * allocate without an end. What is Rhino's own, and what works on raw memory or stands in for objects, is taken away.
 * One for each scope.
 */
final class Builtins {

    /** Elements of an array that a built-in function walks through. */
    private static final int MOST_ELEMENTS = 1 << 20;

    /** Characters that a built-in function makes. */
    private static final int MOST_CHARACTERS = 1 << 24;

    private static final Set<String> KEPT = Set.of(
            "Object",
            "Function",
            "Array",
            "String",
            "Boolean",
            "Number",
            "Date",
            "Math",
            "RegExp",
            "JSON",
            "Symbol",
            "Map",
            "Set",
            "WeakMap",
            "WeakSet",
            "Promise",
            "Error",
            "EvalError",
            "RangeError",
            "ReferenceError",
            "SyntaxError",
            "TypeError",
            "URIError",
            "InternalError",
            "NaN",
            "Infinity",
            "undefined",
            "globalThis",
            "eval",
            "isFinite",
            "isNaN",
            "parseFloat",
            "parseInt",
            "decodeURI",
            "decodeURIComponent",
            "encodeURI",
            "encodeURIComponent",
            "escape",
            "unescape");

    /** A call of a built-in function. */
    private record Call(Context cx, Scriptable scope, Scriptable self, List<Object> arguments) {

        Object argument(int index) {
            return index < arguments.size() ? arguments.get(index) : Undefined.instance;
        }

        /** The same call with another argument: what was measured must not be asked for again. */
        Call with(int index, Object argument) {
            List<Object> changed = new ArrayList<>(arguments);
            changed.set(index, argument);
            return new Call(cx, scope, self, changed);
        }

        Call on(FixedText text) {
            return new Call(cx, scope, text, arguments);
        }
    }

    private final ScriptableObject scope;
    private final Budget budget;

    Builtins(ScriptableObject scope, Budget budget) {
        this.scope = scope;
        this.budget = budget;
    }

    void tame(Surroundings surroundings) {
        for (Object id : scope.getAllIds()) {
            if (id instanceof String name && !KEPT.contains(name)) {
                scope.delete(name);
            }
        }
        tameWalks();
        tameTexts();
        define(
                object("Math"),
                "random",
                function("random", 0, call -> surroundings.chance().getAsDouble()));
        ClockedDate date = new ClockedDate(scope, object("Date"), surroundings.clock());
        define(date, "now", function("now", 0, call -> date.now()));
        define(prototype("Date"), "constructor", date);
        define(scope, "Date", date);
    }

    private void tameWalks() {
        ScriptableObject array = prototype("Array");
        for (Object id : array.getAllIds()) {
            if (id instanceof String name
                    && array.get(name, array) instanceof Callable
                    && !name.equals("constructor")) {
                guard(array, name, Builtins::walk);
            }
        }
        guard(array, "concat", Builtins::walkAll);
        guard(array, "join", Builtins::join);
        if (array.get(SymbolKey.ITERATOR, array) instanceof Callable iterator) {
            array.defineProperty(
                    SymbolKey.ITERATOR,
                    function("values", 0, call -> go(iterator, walk(call))),
                    ScriptableObject.DONTENUM);
        }
        guard(object("Array"), "from", Builtins::walkAll);
        guard(prototype("Function"), "apply", Builtins::walkAll);
    }

    private void tameTexts() {
        ScriptableObject text = prototype("String");
        guard(text, "repeat", Builtins::repeat);
        guard(text, "padStart", Builtins::pad);
        guard(text, "padEnd", Builtins::pad);
        guard(text, "replace", Builtins::replace);
        guard(text, "replaceAll", Builtins::replace);
        object("String").delete("raw");
    }

    private static Call walk(Call call) {
        length(call.self());
        return call;
    }

    private static Call walkAll(Call call) {
        length(call.self());
        for (Object argument : call.arguments()) {
            length(argument);
        }
        return call;
    }

    private static Call join(Call call) {
        double elements = length(call.self());
        if (Undefined.isUndefined(call.argument(0))) {
            return call;
        }
        String gap = ScriptRuntime.toString(call.argument(0));
        characters(elements * gap.length());
        return call.with(0, gap);
    }

    private static Call repeat(Call call) {
        FixedText text = text(call);
        double times = ScriptRuntime.toNumber(call.argument(0));
        characters(text.length() * times);
        return call.arguments().isEmpty() ? call : call.on(text).with(0, times);
    }

    private static Call pad(Call call) {
        double length = ScriptRuntime.toNumber(call.argument(0));
        characters(length);
        return call.arguments().isEmpty() ? call : call.with(0, length);
    }

    private static Call replace(Call call) {
        FixedText text = text(call);
        double length = text.length();
        if (call.arguments().size() < 2 || call.argument(1) instanceof Callable) {
            return call.on(text);
        }
        String instead = ScriptRuntime.toString(call.argument(1));
        boolean whole = instead.contains("$`") || instead.contains("$'");
        characters(length * instead.length() * (whole ? length : 1));
        return call.on(text).with(1, instead);
    }

    /** The text that a function works on. */
    private static FixedText text(Call call) {
        if (call.self() == null || Undefined.isUndefined(call.self())) {
            throw ScriptRuntime.typeError("String.prototype method called on null or undefined");
        }
        characters(number(call.self()));
        FixedText text = FixedText.of(call.scope(), call.self());
        characters(text.length());
        return text;
    }

    /** The property {@code length}, 0 where it is none. */
    private static double number(Scriptable object) {
        return ScriptableObject.getProperty(object, "length") instanceof Number length ? length.doubleValue() : 0;
    }

    private static double length(Object walked) {
        double length = walked instanceof Scriptable object && !Undefined.isUndefined(object) ? number(object) : 0;
        if (length > MOST_ELEMENTS) {
            throw ScriptRuntime.rangeError("Invalid array length");
        }
        return length;
    }

    private static void characters(double count) {
        if (count > MOST_CHARACTERS) {
            throw ScriptRuntime.rangeError("Invalid string length");
        }
    }

    private void guard(ScriptableObject owner, String name, UnaryOperator<Call> guard) {
        if (owner.get(name, owner) instanceof BaseFunction original) {
            define(owner, name, function(name, original.getLength(), call -> go(original, guard.apply(call))));
        }
    }

    private static Object go(Callable original, Call call) {
        return original.call(
                call.cx(), call.scope(), call.self(), call.arguments().toArray());
    }

    private LambdaFunction function(String name, int length, Function<Call, Object> body) {
        return new LambdaFunction(scope, name, length, (cx, s, self, arguments) -> {
            budget.check();
            return body.apply(new Call(cx, s, self, Arrays.asList(arguments)));
        });
    }

    private static void define(ScriptableObject owner, String name, Object value) {
        owner.defineProperty(name, value, ScriptableObject.DONTENUM);
    }

    private ScriptableObject object(String name) {
        return (ScriptableObject) ScriptableObject.getProperty(scope, name);
    }

    private ScriptableObject prototype(String name) {
        return (ScriptableObject) ScriptableObject.getProperty(object(name), "prototype");
    }
}
