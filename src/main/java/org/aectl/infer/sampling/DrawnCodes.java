package org.aectl.infer.sampling;

import org.jspecify.annotations.Nullable;

/**
 * Codes drawn at random.
 *
 * @param classes that the model knows; 0 without classes
 * @param onlyClass number of the class that all are of; null for all classes in turn
 */
public record DrawnCodes(
        CodeSampler sampler,
        int count,
        int classes,
        @Nullable Integer onlyClass) implements Codes {
    @Override
    public void read(int row, float[] target, int offset) {
        sampler.draw(row, label(row), target, offset);
    }

    @Override
    public int label(int row) {
        if (onlyClass != null) {
            return onlyClass;
        }
        return classes == 0 ? 0 : row % classes;
    }

    /** The first of these codes. */
    public DrawnCodes first(int most) {
        return new DrawnCodes(sampler, Math.min(count, most), classes, onlyClass);
    }
}
