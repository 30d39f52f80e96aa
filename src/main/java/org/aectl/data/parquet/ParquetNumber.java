package org.aectl.data.parquet;

import java.nio.ByteOrder;
import org.aectl.data.array.ElementType;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DateLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.EnumLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.Float16LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.StringLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.jspecify.annotations.Nullable;

/** The types of numbers that a Parquet column may have to be read. */
enum ParquetNumber {
    INT,
    UNSIGNED_INT,
    LONG,
    UNSIGNED_LONG,
    HALF,
    FLOAT,
    DOUBLE,
    /** 0 and 1. */
    BOOLEAN;

    private static final double TWO_TO_63 = 0x1p63;

    /** The type of a column; null if there are no numbers in it, or of a kind that is not read. */
    static @Nullable ParquetNumber of(PrimitiveType type) {
        LogicalTypeAnnotation meaning = type.getLogicalTypeAnnotation();
        if (meaning instanceof Float16LogicalTypeAnnotation) {
            return HALF;
        }
        if (meaning != null && !(meaning instanceof IntLogicalTypeAnnotation)) {
            return null;
        }
        boolean signed = !(meaning instanceof IntLogicalTypeAnnotation number) || number.isSigned();
        return switch (type.getPrimitiveTypeName()) {
            case INT32 -> signed ? INT : UNSIGNED_INT;
            case INT64 -> signed ? LONG : UNSIGNED_LONG;
            case FLOAT -> FLOAT;
            case DOUBLE -> DOUBLE;
            case BOOLEAN -> BOOLEAN;
            default -> null;
        };
    }

    /** Whether all of them are whole. */
    boolean isWhole() {
        return this == INT || this == UNSIGNED_INT || this == LONG || this == UNSIGNED_LONG;
    }

    /** The number that a reader stands at. */
    double read(ColumnReader column) {
        return switch (this) {
            case INT -> column.getInteger();
            case UNSIGNED_INT -> Integer.toUnsignedLong(column.getInteger());
            case LONG -> column.getLong();
            case UNSIGNED_LONG -> unsigned(column.getLong());
            case HALF ->
                ElementType.HALF.get(column.getBinary().toByteBuffer().slice().order(ByteOrder.LITTLE_ENDIAN), 0);
            case FLOAT -> column.getFloat();
            case DOUBLE -> column.getDouble();
            case BOOLEAN -> column.getBoolean() ? 1 : 0;
        };
    }

    private static double unsigned(long value) {
        return value >= 0 ? value : (double) (value & Long.MAX_VALUE) + TWO_TO_63;
    }

    /** A whole number in digits. */
    String digits(ColumnReader column) {
        return switch (this) {
            case INT -> Integer.toString(column.getInteger());
            case UNSIGNED_INT -> Integer.toUnsignedString(column.getInteger());
            case LONG -> Long.toString(column.getLong());
            case UNSIGNED_LONG -> Long.toUnsignedString(column.getLong());
            default -> throw new IllegalStateException(this + " is not whole");
        };
    }

    /** Whether a column holds text. */
    static boolean isText(PrimitiveType type) {
        LogicalTypeAnnotation meaning = type.getLogicalTypeAnnotation();
        return type.getPrimitiveTypeName() == PrimitiveTypeName.BINARY
                && (meaning == null
                        || meaning instanceof StringLogicalTypeAnnotation
                        || meaning instanceof EnumLogicalTypeAnnotation);
    }

    /** What people call that which a column holds. */
    static String kind(PrimitiveType type) {
        LogicalTypeAnnotation meaning = type.getLogicalTypeAnnotation();
        ParquetNumber number = of(type);
        if (number != null) {
            return number == BOOLEAN ? "truth values" : number.isWhole() ? "whole numbers" : "floating-point numbers";
        }
        if (meaning instanceof DecimalLogicalTypeAnnotation) {
            return "decimal numbers";
        }
        if (meaning instanceof DateLogicalTypeAnnotation
                || meaning instanceof TimeLogicalTypeAnnotation
                || meaning instanceof TimestampLogicalTypeAnnotation
                || type.getPrimitiveTypeName() == PrimitiveTypeName.INT96) {
            return "dates or times";
        }
        return isText(type) ? "text" : "raw bytes";
    }
}
