package org.aectl.infer;

import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.FLOAT;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT32;

import java.util.Map;
import org.aectl.data.Examples;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Types;
import org.jspecify.annotations.Nullable;

/** Tells Parquet's writer which columns codes have and what is in them. */
final class ParquetRecords extends WriteSupport<ParquetRecords.Code> {
    private final Examples examples;
    private final int units;
    private final MessageType schema;
    private @Nullable RecordConsumer consumer;
    private int column;

    /**
     * The code of an example.
     *
     * @param row of the example
     * @param codes of several examples
     * @param logVariances of these; empty where they are not written
     * @param first where this example's numbers begin in both
     */
    record Code(int row, float[] codes, float[] logVariances, int first) {}

    /** Makes the writer. */
    static final class Builder extends ParquetWriter.Builder<Code, Builder> {
        private final ParquetRecords records;

        Builder(OutputFile file, ParquetRecords records) {
            super(file);
            this.records = records;
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        protected WriteSupport<Code> getWriteSupport(ParquetConfiguration settings) {
            return records;
        }

        @Override
        @SuppressWarnings("deprecation") // The library's base class wants it, but calls the other one.
        protected WriteSupport<Code> getWriteSupport(Configuration settings) {
            return records;
        }
    }

    ParquetRecords(Examples examples, int units, boolean withVariance) {
        this.examples = examples;
        this.units = units;
        Types.GroupBuilder<MessageType> columns =
                Types.buildMessage().required(INT32).named("row");
        if (examples.labelled()) {
            columns.required(BINARY).as(LogicalTypeAnnotation.stringType()).named("label");
        }
        addColumns(columns, "z");
        if (withVariance) {
            addColumns(columns, "logVariance");
        }
        this.schema = columns.named("codes");
    }

    private void addColumns(Types.GroupBuilder<MessageType> columns, String name) {
        for (int unit = 0; unit < units; unit++) {
            columns.required(FLOAT).named(name + unit);
        }
    }

    @Override
    public WriteContext init(ParquetConfiguration settings) {
        return new WriteContext(schema, Map.of());
    }

    @Override
    @SuppressWarnings("deprecation") // As above.
    public WriteContext init(Configuration settings) {
        return init(new PlainParquetConfiguration());
    }

    @Override
    public void prepareForWrite(RecordConsumer newConsumer) {
        this.consumer = newConsumer;
    }

    @Override
    public void write(Code code) {
        RecordConsumer target = consumer;
        if (target == null) {
            throw new IllegalStateException("not prepared");
        }
        target.startMessage();
        column = 0;
        field(target, () -> target.addInteger(code.row()));
        if (examples.labelled()) {
            String label = examples.classes().get(examples.label(code.row()));
            field(target, () -> target.addBinary(Binary.fromString(label)));
        }
        for (int unit = 0; unit < units; unit++) {
            float value = code.codes()[code.first() + unit];
            field(target, () -> target.addFloat(value));
        }
        for (int unit = 0; unit < units && code.logVariances().length > 0; unit++) {
            float value = code.logVariances()[code.first() + unit];
            field(target, () -> target.addFloat(value));
        }
        target.endMessage();
    }

    private void field(RecordConsumer target, Runnable value) {
        String name = schema.getFieldName(column);
        target.startField(name, column);
        value.run();
        target.endField(name, column);
        column++;
    }
}
