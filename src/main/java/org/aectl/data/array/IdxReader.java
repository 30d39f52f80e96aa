package org.aectl.data.array;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.aectl.base.InvalidInputException;
import org.aectl.config.DataConfig.Missing;
import org.aectl.config.source.Idx;
import org.aectl.data.Dataset;
import org.aectl.data.file.ByteSource;
import org.aectl.data.file.FileKind;
import org.aectl.data.file.InputFile;
import org.jspecify.annotations.Nullable;

/**
 * The IDX format of the MNIST files: two zero bytes, a byte for the type of the numbers, a byte for the number of
 * dimensions, their sizes as 32-bit numbers, the numbers; all big-endian.
 */
public final class IdxReader {
    private static final int MOST_DIMENSIONS = 4;

    private IdxReader() {}

    public static Dataset read(Idx config, @Nullable Integer limit, Missing missing) {
        if (config.testLabels() != null && config.testImages() == null) {
            throw new InvalidInputException("data.testLabels is given without data.testImages");
        }
        return ArrayFiles.read(
                split(config.images(), config.labels()),
                config.testImages() == null ? null : split(config.testImages(), config.testLabels()),
                null,
                null,
                limit,
                missing);
    }

    /** Reads a set that is shipped with the program, under the names that the MNIST files have. */
    public static Dataset readResources(String set, @Nullable Integer limit) {
        return ArrayFiles.read(
                resourceSplit(set, "train"), resourceSplit(set, "t10k"), null, null, limit, Missing.REFUSE);
    }

    private static ArrayFiles.Split split(Path examples, @Nullable Path labels) {
        return new ArrayFiles.Split(
                () -> ArrayInput.open(examples, IdxReader::header),
                labels == null ? null : () -> ArrayInput.open(labels, IdxReader::header));
    }

    private static ArrayFiles.Split resourceSplit(String set, String part) {
        return new ArrayFiles.Split(
                () -> ArrayInput.open(InputFile.openResource(set, part + "-images-idx3-ubyte.gz"), IdxReader::header),
                () -> ArrayInput.open(InputFile.openResource(set, part + "-labels-idx1-ubyte.gz"), IdxReader::header));
    }

    /** @throws InvalidInputException if this is no IDX file, or one of a type or shape that cannot be used */
    static ArrayHeader header(ByteSource content) {
        try {
            FileKind kind = FileKind.of(content.stream());
            if (kind != FileKind.IDX) {
                throw kind.unexpected(content.name(), "an IDX file, which starts with two zero bytes");
            }
            byte[] magic = content.stream().readNBytes(4);
            if (magic.length < 4) {
                throw content.problem("ends within its header");
            }
            int dimensions = magic[3];
            if (dimensions < 1 || dimensions > MOST_DIMENSIONS) {
                throw content.problem("has " + (dimensions & 0xFF) + " dimensions, expected 1 to " + MOST_DIMENSIONS);
            }
            byte[] sizes = content.stream().readNBytes(dimensions * Integer.BYTES);
            if (sizes.length < dimensions * Integer.BYTES) {
                throw content.problem("ends within its header");
            }
            List<Long> list = new ArrayList<>();
            for (int i = 0; i < dimensions; i++) {
                list.add(Integer.toUnsignedLong(ByteBuffer.wrap(sizes).getInt(i * Integer.BYTES)));
            }
            return new ArrayHeader(type(content, magic[2]), ByteOrder.BIG_ENDIAN, false, list, 4 + sizes.length);
        } catch (IOException exception) {
            throw content.problem(exception);
        }
    }

    private static ElementType type(ByteSource content, byte code) {
        return switch (code) {
            case 0x08 -> ElementType.UBYTE;
            case 0x09 -> ElementType.BYTE;
            case 0x0B -> ElementType.SHORT;
            case 0x0C -> ElementType.INT;
            case 0x0D -> ElementType.FLOAT;
            case 0x0E -> ElementType.DOUBLE;
            default ->
                throw content.problem(String.format(
                        "is no IDX file: 0x%02x is no type of numbers (0x08, 0x09, 0x0b, 0x0c, 0x0d or 0x0e)", code));
        };
    }
}
