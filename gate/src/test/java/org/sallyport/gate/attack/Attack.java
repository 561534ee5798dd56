package org.sallyport.gate.attack;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Which cases of attacks.tsv a test sends. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@interface Attack {
    int[] value();
}
