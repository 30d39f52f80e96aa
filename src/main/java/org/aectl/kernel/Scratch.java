package org.aectl.kernel;

/** A thread's blocks, made once. */
final class Scratch {
    private static final ThreadLocal<Scratch> OF_THREAD = ThreadLocal.withInitial(Scratch::new);

    final float[] first = new float[Blocks.SIZE];
    final float[] second = new float[Blocks.SIZE];
    final float[] third = new float[Blocks.SIZE];
    final float[] fourth = new float[Blocks.SIZE];
    final Exponential exponential = new Exponential();

    private Scratch() {}

    static Scratch get() {
        return OF_THREAD.get();
    }
}
