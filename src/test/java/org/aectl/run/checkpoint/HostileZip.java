package org.aectl.run.checkpoint;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/** Writes zip archives that the JDK refuses to write: names twice, sizes that lie, entries within each other. */
public final class HostileZip {
    private static final int STORED = 0;
    private static final int DEFLATED = 8;
    private static final int ZIP64 = 0xFFFFFFFF;

    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private final ByteArrayOutputStream directory = new ByteArrayOutputStream();
    private int count;

    /** Adds an entry as it should be. */
    public HostileZip add(String name, byte[] content) {
        return add(name, content, content.length, content.length, crc(content), STORED);
    }

    /** Adds an entry that says it has another size than it has. */
    public HostileZip addClaiming(String name, byte[] content, long size) {
        return add(name, content, size, content.length, crc(content), STORED);
    }

    /** Adds an entry of zeros, compressed as well as can be, that says it has a size. */
    public HostileZip addZeros(String name, long zeros, long claimed) {
        CRC32 crc = new CRC32();
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        byte[] block = new byte[1 << 20];
        Deflater best = new Deflater(Deflater.BEST_COMPRESSION, true);
        try (DeflaterOutputStream out = new DeflaterOutputStream(packed, best)) {
            for (long left = zeros; left > 0; left -= block.length) {
                int length = (int) Math.min(left, block.length);
                out.write(block, 0, length);
                crc.update(block, 0, length);
            }
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        } finally {
            best.end();
        }
        return add(name, packed.toByteArray(), claimed, packed.size(), (int) crc.getValue(), DEFLATED);
    }

    /** Adds an entry to the list that lies where another one does, and says that it takes the same bytes. */
    public HostileZip addAgainAt(int offset, String name, long bytes) {
        addToDirectory(name, bytes, bytes, 0, STORED, offset);
        return this;
    }

    private HostileZip add(String name, byte[] bytes, long size, long packedSize, int crc, int method) {
        addToDirectory(name, size, packedSize, crc, method, body.size());
        byte[] encoded = name.getBytes(StandardCharsets.UTF_8);
        ByteBuffer header = buffer(30)
                .putInt(0x04034b50)
                .putShort((short) 20)
                .putShort((short) 0)
                .putShort((short) method)
                .putInt(0)
                .putInt(crc)
                .putInt((int) packedSize)
                .putInt((int) size)
                .putShort((short) encoded.length)
                .putShort((short) 0);
        body.writeBytes(bytes(header));
        body.writeBytes(encoded);
        body.writeBytes(bytes);
        return this;
    }

    private void addToDirectory(String name, long size, long packedSize, int crc, int method, int offset) {
        byte[] encoded = name.getBytes(StandardCharsets.UTF_8);
        boolean large = size > Integer.MAX_VALUE || packedSize > Integer.MAX_VALUE;
        byte[] extra = large
                ? bytes(buffer(20)
                        .putShort((short) 1)
                        .putShort((short) 16)
                        .putLong(size)
                        .putLong(packedSize))
                : new byte[0];
        ByteBuffer header = buffer(46)
                .putInt(0x02014b50)
                .putShort((short) 45)
                .putShort((short) 45)
                .putShort((short) 0)
                .putShort((short) method)
                .putInt(0)
                .putInt(crc)
                .putInt(large ? ZIP64 : (int) packedSize)
                .putInt(large ? ZIP64 : (int) size)
                .putShort((short) encoded.length)
                .putShort((short) extra.length)
                .putShort((short) 0)
                .putShort((short) 0)
                .putShort((short) 0)
                .putInt(0)
                .putInt(offset);
        directory.writeBytes(bytes(header));
        directory.writeBytes(encoded);
        directory.writeBytes(extra);
        count++;
    }

    /** Writes the file. */
    public Path write(Path file) throws IOException {
        ByteBuffer end = buffer(22)
                .putInt(0x06054b50)
                .putInt(0)
                .putShort((short) count)
                .putShort((short) count)
                .putInt(directory.size())
                .putInt(body.size())
                .putShort((short) 0);
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.writeBytes(body.toByteArray());
        whole.writeBytes(directory.toByteArray());
        whole.writeBytes(bytes(end));
        return Files.write(file, whole.toByteArray());
    }

    private static int crc(byte[] content) {
        CRC32 crc = new CRC32();
        crc.update(content);
        return (int) crc.getValue();
    }

    private static byte[] bytes(ByteBuffer filled) {
        byte[] bytes = new byte[filled.flip().remaining()];
        filled.get(bytes);
        return bytes;
    }

    private static ByteBuffer buffer(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }
}
