package org.aectl.infer.sampling;

/** Draws random codes. What is drawn depends on the sampler's seed, the code's number and its class alone. */
public interface CodeSampler {
    /**
     * Draws one code to {@code target[offset] ...}.
     *
     * @param number of the code, from 0
     * @param label number of its class; counts for conditional models only
     */
    void draw(int number, int label, float[] target, int offset);
}
