package org.aectl.kernel;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;

/**
 * The exponential function of a block of numbers, within two units in the last place: {@code exp(x) = 2^n exp(r)} with n
 * the whole number next to {@code x / ln 2} and {@code |r| <= ln(2) / 2}, for which a Taylor polynomial is enough (Cody and
 * Waite 1980). The JVM's compiler makes vector instructions of all its loops, which it does not of {@link Math#exp}. For one
 * thread.
 */
final class Exponential {
    /** Arguments are kept within this, so that 2^n stays a normal number: results lie between 1.6E-38 and 6.1E37. */
    static final float LIMIT = 87;

    /** Adding 1.5 x 2^23 leaves no room for a fraction: the sum's last bits are the rounded number. */
    private static final float ROUNDER = 0x1.8p23f;

    private static final float LOG2_E = (float) (1 / Math.log(2));
    /** ln 2 in two parts, of which the first times any n is exact. */
    private static final float LN2_HIGH = 0x1.62e4p-1f;

    private static final float LN2_LOW = (float) (Math.log(2) - LN2_HIGH);

    private static final int MANTISSA_BITS = 23;
    private static final int BIAS = 127 << MANTISSA_BITS;

    private final float[] rounded = new float[Blocks.SIZE];
    private final int[] bits = new int[Blocks.SIZE];
    private final FloatBuffer asFloats;
    private final IntBuffer asInts;

    Exponential() {
        ByteBuffer memory = ByteBuffer.allocateDirect(Blocks.SIZE * Float.BYTES).order(ByteOrder.nativeOrder());
        this.asFloats = memory.asFloatBuffer();
        this.asInts = memory.asIntBuffer();
    }

    /**
     * Writes {@code exp(factor x)} of the first numbers.
     *
     * @param target may be x itself
     */
    void of(float factor, float[] x, float[] target, int count) {
        reduce(factor, x, rounded, target, count);
        // The same numbers as integers and back, by way of memory: in Java 17 Float.intBitsToFloat makes no vector
        // loop.
        asFloats.put(0, rounded, 0, count);
        asInts.get(0, bits, 0, count);
        powers(bits, count);
        asInts.put(0, bits, 0, count);
        asFloats.get(0, rounded, 0, count);
        multiply(target, rounded, count);
    }

    private static void reduce(float factor, float[] x, float[] rounded, float[] target, int count) {
        for (int i = 0; i < count; i++) {
            float argument = Math.max(-LIMIT, Math.min(LIMIT, factor * x[i]));
            float shifted = argument * LOG2_E + ROUNDER;
            float n = shifted - ROUNDER;
            float r = argument - n * LN2_HIGH - n * LN2_LOW;
            rounded[i] = shifted;
            target[i] = taylor(r);
        }
    }

    private static float taylor(float r) {
        float upper = 1f / 24 + r * (1f / 120 + r * (1f / 720 + r * (1f / 5040)));
        return 1 + r * (1 + r * (1f / 2 + r * (1f / 6 + r * upper)));
    }

    /** From the bits of a shifted n to those of 2^n. */
    private static void powers(int[] bits, int count) {
        for (int i = 0; i < count; i++) {
            bits[i] = (bits[i] << MANTISSA_BITS) + BIAS;
        }
    }

    private static void multiply(float[] target, float[] factors, int count) {
        for (int i = 0; i < count; i++) {
            target[i] *= factors[i];
        }
    }
}
