package org.aectl.config.bind;

import java.math.BigInteger;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import org.aectl.base.RemotePath;
import org.jspecify.annotations.Nullable;

/** Binds single values; what does not fit becomes a problem and null. */
record ScalarBinder(Problems problems) {
    @Nullable
    Object bind(Class<?> type, Node node, String path, @Nullable Range range) {
        if (!node.isSingle()) {
            return problem(node, path, "must be " + expectation(type));
        }
        if (type.isEnum()) {
            return constant(type, node, path);
        }
        if (type == String.class || type == Path.class) {
            return text(type, node, path);
        }
        if (type == boolean.class || type == Boolean.class) {
            return node.kind() == Node.Kind.BOOLEAN
                    ? Boolean.valueOf(node.text())
                    : problem(node, path, "must be true or false");
        }
        return number(type, node, path, range);
    }

    private @Nullable Object number(Class<?> type, Node node, String path, @Nullable Range range) {
        Number number = node.number();
        if (type == double.class || type == Double.class) {
            if (number == null) {
                return problem(node, path, "must be a number");
            }
            double value = number.doubleValue();
            return Double.isFinite(value)
                    ? ranged(value, value, node, path, range)
                    : problem(node, path, "must be a finite number");
        }
        if (number == null || node.kind() != Node.Kind.WHOLE_NUMBER) {
            return problem(node, path, "must be a whole number");
        }
        BigInteger whole = new BigInteger(number.toString());
        boolean isInt = type == int.class || type == Integer.class;
        if (whole.bitLength() > (isInt ? 31 : 63)) {
            long limit = isInt ? Integer.MAX_VALUE : Long.MAX_VALUE;
            return problem(node, path, whole.signum() > 0 ? "must be at most " + limit : "must be at least " + ~limit);
        }
        Number exact = isInt ? (Number) whole.intValueExact() : (Number) whole.longValueExact();
        return ranged(exact, exact.doubleValue(), node, path, range);
    }

    private @Nullable Object ranged(Object exact, double value, Node node, String path, @Nullable Range range) {
        return range == null || Ranges.contains(range, value)
                ? exact
                : problem(node, path, "must be " + Ranges.describe(range));
    }

    /** A number is a text too ({@code label: 3}): as it is written, without a need for quotes. */
    private @Nullable Object text(Class<?> type, Node node, String path) {
        boolean isText = node.kind() == Node.Kind.TEXT || node.number() != null;
        if (!isText || !TreeReader.isWhole(node.text())) {
            return problem(node, path, "must be " + expectation(type));
        }
        if (node.text().isEmpty()) {
            problems.add(node.place(), path + " must not be empty");
            return null;
        }
        if (type == String.class) {
            return node.text();
        }
        try {
            Path written = RemotePath.parse(node.text());
            return RemotePath.isRemote(written)
                    ? written
                    : node.place().folder().resolve(written).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            return problem(node, path, "must be a path");
        }
    }

    private @Nullable Object constant(Class<?> type, Node node, String path) {
        Map<String, Object> constants = EnumNames.constants(type);
        Object constant = constants.get(node.text());
        return constant != null ? constant : unknownWord(node, path, constants);
    }

    /** Reports a word that is none of those allowed. */
    @Nullable
    Object unknownWord(Node node, String path, Map<String, ?> words) {
        String allowed = (words.size() == 1 ? "" : "one of ") + String.join(", ", words.keySet());
        String hint = Synonyms.word(node.text(), words.keySet())
                .map(word -> "; did you mean " + word + Synonyms.remark(node.text(), word) + "?")
                .orElse("");
        problems.add(node.place(), path + " must be " + allowed + ", was " + node.shown() + hint);
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
