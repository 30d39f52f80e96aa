package org.aectl.data.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DataPageHeaderV2;
import org.apache.parquet.format.DictionaryPageHeader;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.Util;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.ParquetDecodingException;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type.Repetition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages of a few bytes that ask for gigabytes. */
class HostileParquetTest {
    private static final int VALUES = 1000;
    private static final ColumnDescriptor FLOATS = column(PrimitiveTypeName.FLOAT, 1);
    private static final ColumnDescriptor WHOLES = column(PrimitiveTypeName.INT32, 0);

    private static ColumnDescriptor column(PrimitiveTypeName type, int definitions) {
        return new ColumnDescriptor(
                new String[] {"x"}, new PrimitiveType(Repetition.OPTIONAL, type, "x"), 0, definitions);
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    private static ParquetPages pages(ColumnDescriptor column, PageHeader header, byte[] body) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Util.writePageHeader(header, out);
        out.write(body);
        return new ParquetPages(
                column, CompressionCodecName.UNCOMPRESSED, new ByteArrayInputStream(out.toByteArray()), VALUES);
    }

    private static PageHeader page(Encoding encoding, int values, int size, int stored) {
        PageHeader header = new PageHeader(PageType.DATA_PAGE, size, stored);
        header.setData_page_header(new DataPageHeader(values, encoding, Encoding.RLE, Encoding.RLE));
        return header;
    }

    private static void assertRefused(ColumnDescriptor column, PageHeader header, byte[] body, String reason)
            throws IOException {
        ParquetPages pages = pages(column, header, body);

        assertThatThrownBy(pages::readPage)
                .isInstanceOf(ParquetDecodingException.class)
                .hasMessageContaining(reason);
    }

    private static void assertRefused(ColumnDescriptor column, Encoding encoding, byte[] body, String reason)
            throws IOException {
        assertRefused(column, page(encoding, VALUES, body.length, body.length), body, reason);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, Integer.MAX_VALUE})
    void sizesOfAPageAreBounded(int size) throws IOException {
        assertRefused(WHOLES, page(Encoding.PLAIN, VALUES, size, 4), new byte[4], "a page has " + size + " bytes");
    }

    @Test
    void whatIsStoredEndsWithItsColumn() throws IOException {
        assertRefused(
                WHOLES, page(Encoding.PLAIN, 1, 4, Integer.MAX_VALUE), new byte[4], "a page ends after its column");
    }

    @Test
    void aPageHasNoMoreValuesThanItsColumn() throws IOException {
        assertRefused(WHOLES, page(Encoding.PLAIN, VALUES + 1, 4, 4), new byte[4], "1001 of 1000 values");
    }

    @Test
    void aRunOfBitsFitsIntoItsPage() throws IOException {
        byte[] indices = bytes(8, 0xFF, 0xFF, 0xFF, 0xFF, 0x0F, 1, 2, 3);

        assertRefused(WHOLES, Encoding.RLE_DICTIONARY, indices, "a run of 2147483647 groups does not fit");
    }

    @Test
    void aRunOfNoBitsIsBounded() throws IOException {
        byte[] indices = bytes(0, 0xFF, 0xFF, 0xFF, 0xFF, 0x0F);

        assertRefused(WHOLES, Encoding.RLE_DICTIONARY, indices, "a run of 2147483647 groups does not fit");
    }

    @Test
    void aRunOfLevelsFitsIntoItsPage() throws IOException {
        byte[] levels = bytes(5, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF, 0x0F);

        assertRefused(FLOATS, Encoding.PLAIN, levels, "a run of 2147483647 groups does not fit");
    }

    @Test
    void levelsAreWithinTheirPage() throws IOException {
        assertRefused(FLOATS, Encoding.PLAIN, bytes(0xFF, 0xFF, 0xFF, 0x7F, 1), "a page ends within its levels");
        assertRefused(FLOATS, Encoding.PLAIN, bytes(0xFF, 0xFF, 0xFF, 0xFF, 1), "a page ends within its levels");
    }

    @Test
    void levelsOfTheSecondVersionAreLookedThroughToo() throws IOException {
        byte[] levels = bytes(0xFF, 0xFF, 0xFF, 0xFF, 0x0F);
        PageHeader header = new PageHeader(PageType.DATA_PAGE_V2, levels.length, levels.length);
        header.setData_page_header_v2(new DataPageHeaderV2(VALUES, 0, VALUES, Encoding.PLAIN, levels.length, 0));

        assertRefused(FLOATS, header, levels, "a run of 2147483647 groups does not fit");
    }

    @Test
    void differencesAreAsManyAsTheirPageHas() throws IOException {
        byte[] tooMany = bytes(0x80, 1, 4, 0xFF, 0xFF, 0xFF, 0xFF, 0x07, 0);
        byte[] hugeBlocks = bytes(0xFF, 0xFF, 0xFF, 0xFF, 0x07, 1, 10, 0);
        byte[] noParts = bytes(0x80, 1, 0, 10, 0);

        assertRefused(WHOLES, Encoding.DELTA_BINARY_PACKED, tooMany, "a page of 1000 values promises 2147483647");
        assertRefused(WHOLES, Encoding.DELTA_BINARY_PACKED, hugeBlocks, "in blocks of 2147483647");
        assertRefused(WHOLES, Encoding.DELTA_BINARY_PACKED, noParts, "in 0 parts");
    }

    @Test
    void aDictionaryIsNoLongerThanItsBytes() throws IOException {
        PageHeader header = new PageHeader(PageType.DICTIONARY_PAGE, 8, 8);
        header.setDictionary_page_header(new DictionaryPageHeader(Integer.MAX_VALUE, Encoding.PLAIN));
        ParquetPages pages = pages(WHOLES, header, new byte[8]);

        assertThatThrownBy(pages::readDictionaryPage)
                .isInstanceOf(ParquetDecodingException.class)
                .hasMessage("a dictionary of 2147483647 values is in 8 bytes");
    }

    @Test
    void whatIsRightIsLeftAlone() throws IOException {
        byte[] indices = bytes(1, 3, 0x55, 0xD0, 0x0F, 1);
        assertThat(pages(WHOLES, page(Encoding.RLE_DICTIONARY, VALUES, 6, 6), indices)
                        .readPage()
                        .getValueCount())
                .isEqualTo(VALUES);

        ParquetPageCheck check = new ParquetPageCheck(WHOLES, VALUES);
        // The last of two groups is cut off, as old writers do.
        ByteBuffer cut = ByteBuffer.wrap(bytes(4, 5, 1, 2, 3, 4));
        assertThatCode(() -> check.checkValues(cut, org.apache.parquet.column.Encoding.RLE_DICTIONARY))
                .doesNotThrowAnyException();
    }
}
