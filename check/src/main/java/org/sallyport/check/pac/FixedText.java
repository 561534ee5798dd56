package org.sallyport.check.pac;

import org.mozilla.javascript.ScriptRuntime;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.ScriptableObject;

/**
 * A text that stays what it is. The language asks its own objects of texts for their text by functions that a script may
 * have redefined.
 */
final class FixedText extends ScriptableObject {

    private final String text;

    FixedText(Scriptable scope, String text) {
        super(scope, ScriptableObject.getClassPrototype(scope, "String"));
        this.text = text;
    }

    /** The text of an object, asked for this one time. */
    static FixedText of(Scriptable scope, Scriptable object) {
        return object instanceof FixedText fixed ? fixed : new FixedText(scope, ScriptRuntime.toString(object));
    }

    int length() {
        return text.length();
    }

    @Override
    public Object getDefaultValue(Class<?> hint) {
        return text;
    }

    @Override
    public String getClassName() {
        return "String";
    }
}
