package org.aectl.data.parquet;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DataPage;
import org.apache.parquet.column.page.DataPageV1;
import org.apache.parquet.column.page.DataPageV2;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DataPageHeaderV2;
import org.apache.parquet.format.DictionaryPageHeader;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.Util;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.ParquetDecodingException;
import org.jspecify.annotations.Nullable;

/**
 * Gives the library the pages of a column one by one. Its own reader takes all columns of a row group into memory at once,
 * and a row group may be the whole file.
 */
final class ParquetPages implements PageReader {
    /** No page takes more than this part of the memory. */
    private static final int SHARE_OF_MEMORY = 4;

    private final ColumnDescriptor column;
    private final CompressionCodecName codec;
    private final InputStream in;
    private final long total;
    private long left;
    /** Read, but not used yet. */
    private @Nullable PageHeader next;

    /**
     * Begins with the first page.
     *
     * @param in the column's bytes in a row group, and no more
     * @param total values in it, nulls among them; at least 1
     */
    ParquetPages(ColumnDescriptor column, CompressionCodecName codec, InputStream in, long total) {
        this.column = column;
        this.codec = codec;
        this.in = in;
        this.total = total;
        this.left = total;
    }

    @Override
    public long getTotalValueCount() {
        return total;
    }

    @Override
    public @Nullable DictionaryPage readDictionaryPage() {
        try {
            PageHeader header = Util.readPageHeader(in);
            if (header.getType() != PageType.DICTIONARY_PAGE) {
                next = header;
                return null;
            }
            DictionaryPageHeader dictionary = present(header.getDictionary_page_header());
            byte[] bytes = body(header, 0, header.getUncompressed_page_size());
            ParquetPageCheck.checkDictionary(column, dictionary.getNum_values(), bytes.length);
            return new DictionaryPage(
                    BytesInput.from(bytes), dictionary.getNum_values(), encoding(dictionary.getEncoding()));
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    @Override
    public DataPage readPage() {
        try {
            while (true) {
                PageHeader header = next == null ? Util.readPageHeader(in) : next;
                next = null;
                DataPage page = switch (header.getType()) {
                    case DATA_PAGE -> first(header, present(header.getData_page_header()));
                    case DATA_PAGE_V2 -> second(header, present(header.getData_page_header_v2()));
                    case DICTIONARY_PAGE -> throw new ParquetDecodingException("a dictionary stands between pages");
                    default -> skipped(header);
                };
                if (page != null && page.getValueCount() > 0) {
                    return page;
                }
            }
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    private @Nullable DataPage skipped(PageHeader header) throws IOException {
        stored(header.getCompressed_page_size());
        return null;
    }

    private DataPage first(PageHeader header, DataPageHeader page) throws IOException {
        int values = counted(page.getNum_values());
        byte[] bytes = body(header, 0, header.getUncompressed_page_size());
        Encoding repetitions = encoding(page.getRepetition_level_encoding());
        Encoding definitions = encoding(page.getDefinition_level_encoding());
        Encoding encoding = encoding(page.getEncoding());
        ParquetPageCheck check = new ParquetPageCheck(column, values);
        ByteBuffer checked = ByteBuffer.wrap(bytes);
        if (values > 0) {
            check.checkLevels(checked, repetitions, column.getMaxRepetitionLevel());
            check.checkLevels(checked, definitions, column.getMaxDefinitionLevel());
            check.checkValues(checked, encoding);
        }
        return new DataPageV1(BytesInput.from(bytes), values, bytes.length, null, repetitions, definitions, encoding);
    }

    private DataPage second(PageHeader header, DataPageHeaderV2 page) throws IOException {
        int values = counted(page.getNum_values());
        byte[] repetitions = stored(page.getRepetition_levels_byte_length());
        byte[] definitions = stored(page.getDefinition_levels_byte_length());
        int levels = Math.addExact(repetitions.length, definitions.length);
        int size = Math.subtractExact(header.getUncompressed_page_size(), levels);
        byte[] bytes = page.isIs_compressed()
                ? body(header, levels, size)
                : stored(Math.subtractExact(header.getCompressed_page_size(), levels));
        Encoding encoding = encoding(page.getEncoding());
        if (values > 0) {
            ParquetPageCheck check = new ParquetPageCheck(column, values);
            check.checkLevels(ByteBuffer.wrap(repetitions), column.getMaxRepetitionLevel());
            check.checkLevels(ByteBuffer.wrap(definitions), column.getMaxDefinitionLevel());
            check.checkValues(ByteBuffer.wrap(bytes), encoding);
        }
        return DataPageV2.uncompressed(
                page.getNum_rows(),
                page.getNum_nulls(),
                values,
                BytesInput.from(repetitions),
                BytesInput.from(definitions),
                encoding,
                BytesInput.from(bytes),
                null);
    }

    private int counted(int values) {
        if (values < 0 || values > left) {
            throw new ParquetDecodingException("a page has " + values + " of " + left + " values that are left");
        }
        left -= values;
        return values;
    }

    /** @param before bytes of the page that were read already */
    private byte[] body(PageHeader header, int before, int size) throws IOException {
        long most = Math.min(Integer.MAX_VALUE - 8, Runtime.getRuntime().maxMemory() / SHARE_OF_MEMORY);
        if (size < 0 || size > most) {
            throw new ParquetDecodingException("a page has " + size + " bytes, read are up to " + most);
        }
        byte[] bytes = stored(Math.subtractExact(header.getCompressed_page_size(), before));
        return ParquetCodec.decompress(codec, bytes, size);
    }

    /** Room grows as bytes come, not by what a header says. */
    private byte[] stored(int size) throws IOException {
        if (size < 0) {
            throw new ParquetDecodingException("a page has " + size + " bytes");
        }
        byte[] bytes = in.readNBytes(size);
        if (bytes.length < size) {
            throw new ParquetDecodingException("a page ends after its column");
        }
        return bytes;
    }

    private static <T> T present(@Nullable T header) {
        if (header == null) {
            throw new ParquetDecodingException("a page has another header than its type");
        }
        return header;
    }

    private static Encoding encoding(org.apache.parquet.format.@Nullable Encoding encoding) {
        return Encoding.valueOf(present(encoding).name());
    }
}
