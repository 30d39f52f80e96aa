package org.aectl.config.bind;

import java.math.BigInteger;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import org.aectl.base.RemotePath;
import org.jspecify.annotations.Nullable;

/** Binds single values; what does not fit becomes a problem and null. */
final class ScalarBinder {
    private final Problems problems;

    ScalarBinder(Problems problems) {
        this.problems = problems;
    }

    @Nullable
    Object bind(Class<?> type, Node node, String path, @Nullable Range range) {
        if (!(node instanceof Node.Scalar scalar)) {
            return problem(node, path, "must be " + expectation(type));
        }
        if (type.isEnum()) {
            return constant(type, scalar, path);
        }
        if (type == String.class || type == Path.class) {
            return text(type, scalar, path);
        }
        if (type == boolean.class || type == Boolean.class) {
            return scalar.value() instanceof Boolean value ? value : problem(node, path, "must be true or false");
        }
        return number(type, scalar, path, range);
    }

    private @Nullable Object number(Class<?> type, Node.Scalar scalar, String path, @Nullable Range range) {
        if (type == double.class || type == Double.class) {
            if (!(scalar.value() instanceof Number number)) {
                return problem(scalar, path, "must be a number");
            }
            double value = number.doubleValue();
            return Double.isFinite(value)
                    ? ranged(value, value, scalar, path, range)
                    : problem(scalar, path, "must be a finite number");
        }
        Object value = scalar.value();
        if (!(value instanceof Integer || value instanceof Long || value instanceof BigInteger)) {
            return problem(scalar, path, "must be a whole number");
        }
        BigInteger whole = new BigInteger(value.toString());
        boolean isInt = type == int.class || type == Integer.class;
        if (whole.bitLength() > (isInt ? 31 : 63)) {
            long limit = isInt ? Integer.MAX_VALUE : Long.MAX_VALUE;
            return problem(
                    scalar, path, whole.signum() > 0 ? "must be at most " + limit : "must be at least " + ~limit);
        }
        Number exact = isInt ? (Number) whole.intValueExact() : (Number) whole.longValueExact();
        return ranged(exact, exact.doubleValue(), scalar, path, range);
    }

    private @Nullable Object ranged(Object exact, double value, Node node, String path, @Nullable Range range) {
        return range == null || Ranges.contains(range, value)
                ? exact
                : problem(node, path, "must be " + Ranges.describe(range));
    }

    /** A number is a text too ({@code label: 3}): as it is written, without a need for quotes. */
    private @Nullable Object text(Class<?> type, Node.Scalar scalar, String path) {
        boolean isText = scalar.value() instanceof String || scalar.value() instanceof Number;
        if (!isText || !TreeReader.isWhole(scalar.text())) {
            return problem(scalar, path, "must be " + expectation(type));
        }
        if (scalar.text().isEmpty()) {
            problems.add(scalar.place(), path + " must not be empty");
            return null;
        }
        if (type == String.class) {
            return scalar.text();
        }
        try {
            Path written = RemotePath.parse(scalar.text());
            return RemotePath.isRemote(written)
                    ? written
                    : scalar.place().folder().resolve(written).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            return problem(scalar, path, "must be a path");
        }
    }

    private @Nullable Object constant(Class<?> type, Node.Scalar scalar, String path) {
        Map<String, Object> constants = EnumNames.constants(type);
        Object constant = constants.get(scalar.text());
        return constant != null ? constant : unknownWord(scalar, path, constants);
    }

    /** Reports a word that is none of those allowed. */
    @Nullable
    Object unknownWord(Node.Scalar scalar, String path, Map<String, ?> words) {
        String allowed = (words.size() == 1 ? "" : "one of ") + String.join(", ", words.keySet());
        String hint = Synonyms.word(scalar.text(), words.keySet())
                .map(word -> "; did you mean " + word + Synonyms.remark(scalar.text(), word) + "?")
                .orElse("");
        problems.add(scalar.place(), path + " must be " + allowed + ", was " + scalar.shown() + hint);
        return null;
    }

    private @Nullable Object problem(Node node, String path, String message) {
        problems.add(node.place(), path + " " + message + ", was " + node.shown());
        return null;
    }

    private static String expectation(Class<?> type) {
        if (type == Path.class) {
            return "a path";
        }
        if (type.isEnum()) {
            return "one of " + String.join(", ", EnumNames.constants(type).keySet());
        }
        if (type == String.class) {
            return "a text";
        }
        return type == boolean.class || type == Boolean.class ? "true or false" : "a number";
    }
}
