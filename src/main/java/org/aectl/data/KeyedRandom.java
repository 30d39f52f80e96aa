package org.aectl.data;

import java.util.random.RandomGenerator;

/**
 * Random numbers that depend on nothing but a key of four numbers, so that a draw can be repeated anywhere without
 * stored state: xoshiro256++ (Blackman and Vigna, 2021) whose state splitmix64 makes from the key. Changing the key is
 * cheap; one instance is for one thread.
 */
public final class KeyedRandom implements RandomGenerator {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private long s0;
    private long s1;
    private long s2;
    private long s3;

    public KeyedRandom(long seed, Purpose purpose, long epoch, long row) {
        rekey(seed, purpose, epoch, row);
    }

    /** What numbers are drawn for; draws for different purposes are independent of each other. */
    public enum Purpose {
        ORDER(1),
        BINARIZATION(2),
        NOISE(3),
        GENERATED_DATA(4),
        SAMPLES(5),
        CODE(6),
        IMPORTANCE(7),
        MIXTURE(12),
        LABELS(13),
        SUBSET(21);

        /** Part of the key, and so of every result: never to be changed. */
        private final long number;

        Purpose(long number) {
            this.number = number;
        }
    }

    /**
     * Starts the numbers of another key.
     *
     * @param seed the experiment's seed
     * @param epoch the epoch from 0, -1 for evaluation
     * @param row the row in its split; 0 where numbers belong to no row
     */
    public void rekey(long seed, Purpose purpose, long epoch, long row) {
        long key = mix(seed + GOLDEN);
        key = mix((key ^ purpose.number) + GOLDEN);
        key = mix((key ^ epoch) + GOLDEN);
        key = mix((key ^ row) + GOLDEN);
        key += GOLDEN;
        s0 = mix(key);
        key += GOLDEN;
        s1 = mix(key);
        key += GOLDEN;
        s2 = mix(key);
        key += GOLDEN;
        s3 = mix(key);
    }

    @Override
    public long nextLong() {
        long result = Long.rotateLeft(s0 + s3, 23) + s0;
        long t = s1 << 17;
        s2 ^= s0;
        s3 ^= s1;
        s1 ^= s2;
        s0 ^= s3;
        s2 ^= t;
        s3 = Long.rotateLeft(s3, 45);
        return result;
    }

    // nextGaussian() is Java's own, McFarland's ziggurat (2016) on nextLong(): 5 ns, all four moments and tails right.

    /** Fills a part of an array with standard normal numbers. */
    public void fillGaussian(float[] target, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            target[i] = (float) nextGaussian();
        }
    }

    /** Uniform in [0,1), a multiple of 2^-24. */
    @Override
    public float nextFloat() {
        return (nextLong() >>> 40) * 0x1p-24f;
    }

    /** Uniform in [0,1), a multiple of 2^-53. */
    @Override
    public double nextDouble() {
        return (nextLong() >>> 11) * 0x1p-53;
    }

    /**
     * Draws without replacement, by the first steps of Fisher and Yates's shuffle: afterwards the first numbers of the array
     * are the drawn ones, which do not depend on how many more are drawn.
     *
     * @param count how many, at most all
     */
    public void draw(int[] numbers, int count) {
        for (int i = 0; i < count; i++) {
            int j = i + nextInt(numbers.length - i);
            int number = numbers[i];
            numbers[i] = numbers[j];
            numbers[j] = number;
        }
    }

    /** A seed that follows from another one and a number; draws with the two have nothing in common. */
    public static long derived(long seed, long number) {
        return mix(mix(seed) + number * GOLDEN);
    }

    /** The finaliser of splitmix64 (Steele, Lea and Flood, 2014): a bijection in which every bit depends on every bit. */
    public static long mix(long value) {
        long z = value;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
