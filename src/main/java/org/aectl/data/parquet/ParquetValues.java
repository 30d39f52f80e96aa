package org.aectl.data.parquet;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.aectl.base.InvalidInputException;
import org.aectl.data.LabelBuilder;
import org.aectl.data.TextColumn;
import org.apache.parquet.column.ColumnReader;
import org.jspecify.annotations.Nullable;

/**
 * Takes the numbers or the labels out of a chunk, row after row.
 *
 * @param writer the program that wrote the file; null where it does not say
 * @param rows that are read, from the chunk's first on; no more than it has
 */
record ParquetValues(
        ParquetChunk chunk, FileChannel channel, @Nullable String writer, int rows) {
    /** Whole numbers up to here are exact in a double. */
    private static final double EXACT = 0x1p53;

    private static final String REMEDY = " (data.missing of a config says what becomes of missing values)";

    /** Where numbers go. */
    @FunctionalInterface
    interface Target {
        void append(float value) throws IOException;
    }

    /** Something that is done for each row. */
    private interface Rows {
        void read(ColumnReader column, int row) throws IOException;
    }

    /** Whatever the library throws about what it reads is said of the file; what the target throws is not. */
    private void each(Rows action) throws IOException {
        int row = 0;
        try {
            ColumnReader column = chunk.open(channel, writer);
            for (; row < rows; row++) {
                action.read(column, row);
            }
        } catch (InvalidInputException problem) {
            throw problem;
        } catch (RuntimeException damage) {
            throw chunk.damaged(row, damage);
        }
    }

    /**
     * One number of each row.
     *
     * @param mayLack whether values may be missing, which become NaN
     */
    void numbers(boolean mayLack, Target target) throws IOException {
        ParquetNumber type = type();
        int present = chunk.descriptor().getMaxDefinitionLevel();
        each((column, row) -> {
            target.append(
                    column.getCurrentDefinitionLevel() < present
                            ? missing(row, mayLack, "is null")
                            : number(type.read(column), row, mayLack));
            column.consume();
        });
    }

    /**
     * The list of each row.
     *
     * @param width how many numbers each must have
     */
    void lists(int width, boolean mayLack, Target target) throws IOException {
        ParquetNumber type = type();
        int present = chunk.descriptor().getMaxDefinitionLevel();
        int begun = chunk.column().elementLevel();
        long[] taken = new long[1];
        each((column, row) -> {
            int count = 0;
            if (taken[0] == chunk.values()) {
                throw chunk.problem(row, "is missing, the file is damaged");
            }
            do {
                int level = column.getCurrentDefinitionLevel();
                if (level >= begun) {
                    if (count < width) {
                        target.append(
                                level < present
                                        ? missing(row, mayLack, "has a null in its list")
                                        : number(type.read(column), row, mayLack));
                    }
                    count++;
                }
                column.consume();
                taken[0]++;
            } while (taken[0] < chunk.values() && column.getCurrentRepetitionLevel() > 0);
            if (count != width) {
                throw chunk.problem(
                        row, "has a list of " + count + " numbers, expected " + width + ", as the first row has");
            }
        });
        if (rows == chunk.rows() && taken[0] != chunk.values()) {
            throw chunk.problem(rows, "is one row too many, the file is damaged");
        }
    }

    /** How many numbers the first row's list has. */
    int firstLength() throws IOException {
        int begun = chunk.column().elementLevel();
        int[] length = new int[1];
        each((column, row) -> {
            long taken = 0;
            do {
                length[0] += column.getCurrentDefinitionLevel() >= begun ? 1 : 0;
                column.consume();
                taken++;
            } while (taken < chunk.values() && column.getCurrentRepetitionLevel() > 0);
            if (length[0] == 0) {
                throw chunk.problem(row, "has an empty list, expected numbers");
            }
        });
        return length[0];
    }

    /**
     * The label of each row, empty where there is none.
     *
     * @param firstPlace number of the first row in the whole table
     */
    void labels(LabelBuilder labels, long firstPlace) throws IOException {
        ParquetNumber type = chunk.column().number();
        int present = chunk.descriptor().getMaxDefinitionLevel();
        each((column, row) -> {
            boolean isThere = column.getCurrentDefinitionLevel() == present;
            labels.add(isThere ? label(type, column, row) : "", firstPlace + row);
            column.consume();
        });
    }

    private String label(@Nullable ParquetNumber type, ColumnReader column, int row) {
        if (type == null) {
            return text(column, row);
        }
        if (type.isWhole()) {
            return type.digits(column);
        }
        double value = type.read(column);
        if (type == ParquetNumber.BOOLEAN) {
            return String.valueOf(value == 1);
        }
        if (!Double.isNaN(value) && (value != Math.rint(value) || Math.abs(value) > EXACT)) {
            throw chunk.problem(row, "is " + value + ", expected a whole number as a label");
        }
        return Double.isNaN(value) ? "" : Long.toString((long) value);
    }

    /** What names each row; empty where nothing does. */
    void ids(TextColumn target) throws IOException {
        int present = chunk.descriptor().getMaxDefinitionLevel();
        each((column, row) -> {
            target.add(column.getCurrentDefinitionLevel() < present ? "" : text(column, row));
            column.consume();
        });
    }

    private String text(ColumnReader column, int row) {
        ParquetNumber type = chunk.column().number();
        if (type != null) {
            return type.digits(column);
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(column.getBinary().getBytes()))
                    .toString()
                    .strip();
        } catch (CharacterCodingException noText) {
            throw chunk.problem(row, "is no text in UTF-8");
        }
    }

    private ParquetNumber type() {
        return Objects.requireNonNull(chunk.column().number(), "type of numbers");
    }

    private float missing(int row, boolean mayLack, String what) {
        if (!mayLack) {
            throw chunk.problem(row, what + ", expected a number" + REMEDY);
        }
        return Float.NaN;
    }

    private float number(double value, int row, boolean mayLack) {
        float number = (float) value;
        if (!Float.isFinite(number) && !(mayLack && Double.isNaN(value))) {
            throw chunk.problem(
                    row,
                    Double.isFinite(value)
                            ? "is " + value + ", too large for a 32-bit number"
                            : "is " + value + ", expected a finite number" + (Double.isNaN(value) ? REMEDY : ""));
        }
        return number;
    }
}
