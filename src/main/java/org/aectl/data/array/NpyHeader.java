package org.aectl.data.array;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.aectl.data.file.ByteSource;
import org.aectl.data.file.FileKind;
import org.aectl.data.file.Wording;
import org.jspecify.annotations.Nullable;

/**
 * The header of an NPY file, versions 1 to 3: {@code \x93NUMPY}, two bytes for the version, the length of the text, and
 * a Python dictionary such as {@code {'descr': '<f4', 'fortran_order': False, 'shape': (10, 784), }}.
 */
public final class NpyHeader {
    /** As NumPy has it: ample for every type that can be used, only structured types have longer headers. */
    private static final int LONGEST = 10_000;

    private static final Pattern ENTRY = Pattern.compile(
            "\\s*(['\"])(descr|fortran_order|shape)\\1\\s*:\\s*(\\[.*\\]|\\([^()]*\\)|['\"][^'\"]*['\"]|True|False)\\s*(,|$)",
            Pattern.DOTALL);

    private final ByteSource content;
    private @Nullable String description;
    private @Nullable Boolean columnMajor;
    private @Nullable List<Long> shape;

    private NpyHeader(ByteSource content) {
        this.content = content;
    }

    /**
     * Reads the header.
     *
     * @throws org.aectl.base.InvalidInputException if this is no NPY file, or one that cannot be used
     */
    public static ArrayHeader read(ByteSource content) {
        try {
            FileKind kind = FileKind.of(content.stream());
            if (kind != FileKind.NPY) {
                throw kind.unexpected(content.name(), "an NPY or NPZ file");
            }
            byte[] start = readFully(content, 8);
            int version = start[6];
            if (version < 1 || version > 3) {
                throw content.problem("is NPY version " + version + "." + start[7] + ", expected 1 to 3");
            }
            int lengthBytes = version == 1 ? 2 : 4;
            long length = 0;
            byte[] lengthField = readFully(content, lengthBytes);
            for (int i = lengthBytes - 1; i >= 0; i--) {
                length = length << 8 | (lengthField[i] & 0xFF);
            }
            if (length > LONGEST) {
                throw content.problem("has a header of " + length + " bytes, expected at most " + LONGEST);
            }
            byte[] text = readFully(content, (int) length);
            int bytes = start.length + lengthBytes + text.length;
            return new NpyHeader(content).parse(new String(text, StandardCharsets.UTF_8), bytes);
        } catch (IOException exception) {
            throw content.problem(exception);
        }
    }

    private static byte[] readFully(ByteSource content, int length) throws IOException {
        byte[] bytes = content.stream().readNBytes(length);
        if (bytes.length < length) {
            throw content.problem("ends within its header");
        }
        return bytes;
    }

    private ArrayHeader parse(String text, int bytes) {
        String dictionary = text.strip();
        if (!dictionary.startsWith("{") || !dictionary.endsWith("}")) {
            throw content.problem("has a damaged header: " + Wording.quote(dictionary));
        }
        String entries = dictionary.substring(1, dictionary.length() - 1).strip();
        Matcher entry = ENTRY.matcher(entries);
        int end = 0;
        while (end < entries.length()) {
            if (!entry.find(end) || entry.start() != end) {
                throw content.problem("has a damaged header at " + Wording.quote(entries.substring(end)));
            }
            store(entry.group(2), entry.group(3));
            end = entry.end();
        }
        if (description == null || columnMajor == null || shape == null) {
            throw content.problem("has a header without descr, fortran_order or shape: " + Wording.quote(dictionary));
        }
        ElementType type = type(description);
        ByteOrder order = description.charAt(1) == '>' ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        if (shape.isEmpty()) {
            throw content.problem("holds a single number, expected an array of examples");
        }
        return new ArrayHeader(type, order, columnMajor && shape.size() > 1, shape, bytes);
    }

    private void store(String key, String value) {
        boolean repeated = switch (key) {
            case "descr" -> description != null;
            case "fortran_order" -> columnMajor != null;
            default -> shape != null;
        };
        if (repeated) {
            throw content.problem("has a header with " + key + " twice");
        }
        switch (key) {
            case "descr" -> description = value;
            case "fortran_order" -> {
                if (!value.equals("True") && !value.equals("False")) {
                    throw content.problem("has a header with fortran_order " + Wording.quote(value));
                }
                columnMajor = value.equals("True");
            }
            default -> shape = sizes(value);
        }
    }

    private List<Long> sizes(String tuple) {
        // Python 2 wrote long integers with an L.
        if (!tuple.matches("\\(\\s*(\\d{1,18}L?\\s*(,\\s*\\d{1,18}L?\\s*){0,31},?\\s*)?\\)")) {
            throw content.problem(
                    "has a header with the shape " + Wording.quote(tuple) + ", expected whole numbers in parentheses");
        }
        List<Long> sizes = new ArrayList<>();
        Matcher number = Pattern.compile("\\d+").matcher(tuple);
        while (number.find()) {
            sizes.add(Long.valueOf(number.group()));
        }
        return sizes;
    }

    /** @param value the type as the header has it, in quotes: byte order, kind, bytes */
    private ElementType type(String value) {
        if (value.startsWith("[")) {
            throw content.problem("holds records of several fields (a structured type), expected numbers of one type");
        }
        String name = value.substring(1, value.length() - 1);
        if (!name.matches("[<>|=][a-zA-Z]\\d*(\\[.*])?")) {
            throw content.problem("holds numbers of the unknown type " + Wording.quote(name));
        }
        return switch (name.substring(1)) {
            case "u1" -> ElementType.UBYTE;
            case "i1" -> ElementType.BYTE;
            case "u2" -> ElementType.USHORT;
            case "i2" -> ElementType.SHORT;
            case "u4" -> ElementType.UINT;
            case "i4" -> ElementType.INT;
            case "u8" -> ElementType.ULONG;
            case "i8" -> ElementType.LONG;
            case "f2" -> ElementType.HALF;
            case "f4" -> ElementType.FLOAT;
            case "f8" -> ElementType.DOUBLE;
            case "b1" -> ElementType.BOOLEAN;
            default ->
                throw content.problem("holds " + kind(name.charAt(1)) + " (type " + Wording.quote(name)
                        + "), expected whole or floating-point numbers of up to 8 bytes");
        };
    }

    private static String kind(char kind) {
        return switch (kind) {
            case 'O' -> "Python objects";
            case 'c' -> "complex numbers";
            case 'S', 'U', 'a' -> "text";
            case 'V' -> "raw bytes";
            case 'M', 'm' -> "dates or times";
            default -> "values";
        };
    }
}
