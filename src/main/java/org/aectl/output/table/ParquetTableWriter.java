package org.aectl.output.table;

import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.DOUBLE;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.FLOAT;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT32;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.aectl.run.file.AtomicFile;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Types;
import org.jspecify.annotations.Nullable;

/** A table as Parquet. */
public final class ParquetTableWriter implements TableWriter {
    /** Kept in memory until it is written; more would tell in a small heap. */
    private static final long ROW_GROUP_BYTES = 16L << 20;

    private final AtomicFile file;
    private final ParquetWriter<Row> parquet;

    /** Begins the file. */
    public ParquetTableWriter(Path path, TableColumns columns) throws IOException {
        this.file = AtomicFile.begin(path);
        try {
            this.parquet = new Builder(new ParquetOutput(file.out()), new Rows(columns))
                    .withConf(new PlainParquetConfiguration())
                    .withCompressionCodec(CompressionCodecName.UNCOMPRESSED)
                    .withRowGroupSize(ROW_GROUP_BYTES)
                    .build();
        } catch (IOException | RuntimeException failed) {
            file.close();
            throw failed;
        }
    }

    @Override
    public void write(int row, List<String> texts, Numbers numbers) throws IOException {
        parquet.write(new Row(row, texts, numbers));
    }

    @Override
    public void commit() throws IOException {
        parquet.close();
        file.commit();
    }

    /** Without {@link #commit} what was written is thrown away, so the writer need not end it. */
    @Override
    public void close() throws IOException {
        file.close();
    }

    private record Row(int number, List<String> texts, Numbers numbers) {}

    /** Makes the library's writer. */
    private static final class Builder extends ParquetWriter.Builder<Row, Builder> {
        private final Rows rows;

        Builder(OutputFile file, Rows rows) {
            super(file);
            this.rows = rows;
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        protected WriteSupport<Row> getWriteSupport(ParquetConfiguration settings) {
            return rows;
        }

        @Override
        @SuppressWarnings("deprecation") // The library's base class wants it, but calls the other one.
        protected WriteSupport<Row> getWriteSupport(Configuration settings) {
            return rows;
        }
    }

    /** Tells the library's writer which columns there are and what is in them. */
    private static final class Rows extends WriteSupport<Row> {
        private final TableColumns columns;
        private final MessageType schema;
        private @Nullable RecordConsumer consumer;

        Rows(TableColumns columns) {
            this.columns = columns;
            Types.GroupBuilder<MessageType> fields =
                    Types.buildMessage().required(INT32).named("row");
            for (String name : columns.texts()) {
                fields.required(BINARY).as(LogicalTypeAnnotation.stringType()).named(name);
            }
            for (TableColumns.NumberColumn column : columns.numbers()) {
                fields.required(
                                switch (column.kind()) {
                                    case INTEGER -> INT32;
                                    case FLOAT -> FLOAT;
                                    case DOUBLE -> DOUBLE;
                                })
                        .named(column.name());
            }
            this.schema = fields.named(columns.table());
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
        public void write(Row row) {
            RecordConsumer target = consumer;
            if (target == null) {
                throw new IllegalStateException("not prepared");
            }
            target.startMessage();
            field(target, 0, () -> target.addInteger(row.number()));
            int next = 1;
            for (String text : row.texts()) {
                field(target, next++, () -> target.addBinary(Binary.fromString(text)));
            }
            for (int i = 0; i < columns.numbers().size(); i++) {
                TableColumns.Kind kind = columns.numbers().get(i).kind();
                double number = row.numbers().at(i);
                field(target, next++, () -> add(target, kind, number));
            }
            target.endMessage();
        }

        private static void add(RecordConsumer target, TableColumns.Kind kind, double number) {
            switch (kind) {
                case INTEGER -> target.addInteger((int) number);
                case FLOAT -> target.addFloat((float) number);
                case DOUBLE -> target.addDouble(number);
            }
        }

        private void field(RecordConsumer target, int column, Runnable value) {
            String name = schema.getFieldName(column);
            target.startField(name, column);
            value.run();
            target.endField(name, column);
        }
    }
}
