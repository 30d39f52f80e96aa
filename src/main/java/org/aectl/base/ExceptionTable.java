package org.aectl.base;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** What follows from an exception: a line for each class, of which the first that fits counts. */
public final class ExceptionTable<T> {
    private record Line<T>(Class<? extends Exception> type, Function<Exception, T> result) {}

    private final List<Line<T>> lines = new ArrayList<>();

    /** Adds a line behind those there are. */
    public <E extends Exception> ExceptionTable<T> on(Class<E> type, Function<? super E, T> result) {
        lines.add(new Line<>(type, exception -> result.apply(type.cast(exception))));
        return this;
    }

    /** @throws IllegalArgumentException if no line fits */
    public T of(Exception exception) {
        return lines.stream()
                .filter(line -> line.type().isInstance(exception))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(exception))
                .result()
                .apply(exception);
    }
}
