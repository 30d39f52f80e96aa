package org.aectl.data.parquet;

import io.airlift.compress.Decompressor;
import io.airlift.compress.lz4.Lz4Decompressor;
import io.airlift.compress.snappy.SnappyDecompressor;
import io.airlift.compress.zstd.ZstdDecompressor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.ParquetDecodingException;

/** Undoes the compression of Parquet's pages, all in Java: the library's own codecs need natives of 9 MB. */
final class ParquetCodec {
    private ParquetCodec() {}

    /** Whether pages of this compression can be read. */
    static boolean canRead(CompressionCodecName codec) {
        return switch (codec) {
            case UNCOMPRESSED, SNAPPY, GZIP, ZSTD, LZ4_RAW -> true;
            default -> false;
        };
    }

    /**
     * The bytes of a page.
     *
     * @param size how many there must be
     * @throws IOException of damaged gzip
     * @throws RuntimeException if the bytes are damaged, or are not so many
     */
    static byte[] decompress(CompressionCodecName codec, byte[] bytes, int size) throws IOException {
        if (size == 0) {
            return new byte[0];
        }
        return switch (codec) {
            case UNCOMPRESSED -> checked(bytes, size);
            case GZIP -> gunzip(bytes, size);
            case SNAPPY -> decompress(new SnappyDecompressor(), bytes, size);
            case ZSTD -> decompress(new ZstdDecompressor(), bytes, size);
            case LZ4_RAW -> decompress(new Lz4Decompressor(), bytes, size);
            default -> throw new IllegalArgumentException("cannot undo " + codec);
        };
    }

    private static byte[] gunzip(byte[] bytes, int size) throws IOException {
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            byte[] result = in.readNBytes(size);
            if (in.read() >= 0) {
                throw new ParquetDecodingException("a page has more bytes than its header says");
            }
            return checked(result, size);
        }
    }

    private static byte[] decompress(Decompressor decompressor, byte[] bytes, int size) {
        byte[] result = new byte[size];
        int count = decompressor.decompress(bytes, 0, bytes.length, result, 0, size);
        if (count != size) {
            throw new ParquetDecodingException("a page has fewer bytes than its header says");
        }
        return result;
    }

    private static byte[] checked(byte[] bytes, int size) {
        if (bytes.length != size) {
            throw new ParquetDecodingException("a page has other than the bytes that its header says");
        }
        return bytes;
    }
}
