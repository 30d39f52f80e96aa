package org.aectl.spark.connect;

import java.io.Externalizable;
import java.io.IOException;
import java.io.ObjectInput;
import java.io.ObjectOutput;
import java.nio.ByteBuffer;

/** Numbers that are sent as one block of bytes; Java's own way sends them one by one. */
public final class Floats implements Externalizable {
    private static final int PIECE = 1 << 14;

    /** Of which there are none. */
    public static final Floats NONE = new Floats();

    private float[] values = {};

    /** For the one who receives them. */
    public Floats() {}

    /** @param values not to be changed */
    public Floats(float[] values) {
        this.values = values;
    }

    /** Not to be changed. */
    public float[] values() {
        return values;
    }

    @Override
    public void writeExternal(ObjectOutput out) throws IOException {
        out.writeInt(values.length);
        ByteBuffer bytes = ByteBuffer.allocate(PIECE * Float.BYTES);
        for (int done = 0; done < values.length; done += PIECE) {
            int count = Math.min(PIECE, values.length - done);
            bytes.clear();
            bytes.asFloatBuffer().put(values, done, count);
            out.write(bytes.array(), 0, count * Float.BYTES);
        }
    }

    @Override
    public void readExternal(ObjectInput in) throws IOException {
        values = new float[in.readInt()];
        ByteBuffer bytes = ByteBuffer.allocate(PIECE * Float.BYTES);
        for (int done = 0; done < values.length; done += PIECE) {
            int count = Math.min(PIECE, values.length - done);
            in.readFully(bytes.array(), 0, count * Float.BYTES);
            bytes.asFloatBuffer().get(values, done, count);
        }
    }
}
