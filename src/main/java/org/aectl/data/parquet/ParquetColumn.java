package org.aectl.data.parquet;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type;
import org.jspecify.annotations.Nullable;

/**
 * A field of a Parquet file's rows.
 *
 * @param name as the file has it
 * @param form what a row has in it
 * @param descriptor where its values are; null for a group of several columns
 * @param elementLevel the definition level from which on a value is an element of a list, and not an empty list or none
 */
public record ParquetColumn(
        String name, Form form, @Nullable ColumnDescriptor descriptor, int elementLevel) {
    /** What a row has in a field. */
    enum Form {
        VALUE,
        LIST,
        GROUP
    }

    /** All of a file's, in its order. */
    public static List<ParquetColumn> all(MessageType schema) {
        Map<String, List<ColumnDescriptor>> columns =
                schema.getColumns().stream().collect(Collectors.groupingBy(column -> column.getPath()[0]));
        return schema.getFields().stream()
                .map(field -> of(field, columns.getOrDefault(field.getName(), List.of())))
                .toList();
    }

    /** @param own the columns beneath the field */
    private static ParquetColumn of(Type field, List<ColumnDescriptor> own) {
        if (own.size() == 1 && own.get(0).getMaxRepetitionLevel() == 1) {
            return new ParquetColumn(field.getName(), Form.LIST, own.get(0), elementLevel(field, own.get(0)));
        }
        return field.isPrimitive() && own.size() == 1
                ? new ParquetColumn(field.getName(), Form.VALUE, own.get(0), 0)
                : new ParquetColumn(field.getName(), Form.GROUP, null, 0);
    }

    private static int elementLevel(Type field, ColumnDescriptor column) {
        String[] path = column.getPath();
        Type type = field;
        int level = 0;
        for (int i = 1; ; i++) {
            level += type.isRepetition(Type.Repetition.REQUIRED) ? 0 : 1;
            if (type.isRepetition(Type.Repetition.REPEATED)) {
                return level;
            }
            type = type.asGroupType().getType(path[i]);
        }
    }

    /** The type of its numbers; null if it has none. */
    @Nullable
    ParquetNumber number() {
        return descriptor == null ? null : ParquetNumber.of(descriptor.getPrimitiveType());
    }

    /** Whether each row has one number in it. */
    public boolean isNumber() {
        return form == Form.VALUE && number() != null;
    }

    /** Whether each row has a list of numbers in it. */
    public boolean isList() {
        return form == Form.LIST && number() != null;
    }

    /** Whether classes can be named by its values. */
    boolean canBeLabel() {
        return form == Form.VALUE
                && descriptor != null
                && (number() != null || ParquetNumber.isText(descriptor.getPrimitiveType()));
    }

    /** What people call that which is in it. */
    public String kind() {
        if (descriptor == null) {
            return "groups of columns";
        }
        PrimitiveType type = descriptor.getPrimitiveType();
        return (form == Form.LIST ? "lists of " : "") + ParquetNumber.kind(type);
    }
}
