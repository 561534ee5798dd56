package org.sallyport.targets.pac;

import java.util.List;
import java.util.Optional;

/** A statement of a script. */
sealed interface Statement {

    /** {@code name = value}, with {@code var} or without. */
    record Assign(String name, Expression value, int line) implements Statement {}

    /** An expression for the sake of its effects. */
    record Run(Expression expression) implements Statement {}

    /** {@code if} with all its {@code else if}. */
    record If(List<Branch> branches, Optional<Statement> otherwise) implements Statement {}

    record Branch(Expression condition, Statement then) {}

    record Return(Optional<Expression> value, int line) implements Statement {}

    record Block(List<Statement> statements) implements Statement {}

    /** A statement that the reader does not follow, but whose end it knows. */
    record Opaque(String keyword, int line) implements Statement {}
}
