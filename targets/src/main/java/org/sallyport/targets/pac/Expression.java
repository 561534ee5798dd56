package org.sallyport.targets.pac;

import java.util.List;

/** An expression of a script. Each knows its line, from 1. */
sealed interface Expression {

    int line();

    /** A string, a number, {@code true}, {@code false} or {@code null}. */
    record Constant(Value value, int line) implements Expression {}

    record Variable(String name, int line) implements Expression {}

    record Not(Expression operand, int line) implements Expression {}

    /** Operands with {@code ||} between them, two or more. */
    record Any(List<Expression> operands, int line) implements Expression {}

    /** Operands with {@code &&} between them, two or more. */
    record All(List<Expression> operands, int line) implements Expression {}

    /** A comparison, or an addition. */
    record Binary(String operator, Expression left, Expression right, int line) implements Expression {}

    record Choice(Expression condition, Expression then, Expression otherwise, int line) implements Expression {}

    /** A call of a function by its name. */
    record Call(String function, List<Expression> arguments, int line) implements Expression {}

    /** A call of a method. */
    record Method(Expression object, String name, List<Expression> arguments, int line) implements Expression {}

    /** A property that is not called. */
    record Property(Expression object, String name, int line) implements Expression {}

    /** An array or an object, written out. */
    record Collection(List<Expression> parts, int line) implements Expression {}
}
