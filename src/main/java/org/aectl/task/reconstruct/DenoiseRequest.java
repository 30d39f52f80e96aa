package org.aectl.task.reconstruct;

import java.util.List;
import org.aectl.config.NoiseConfig;
import org.aectl.task.InferenceRequest;
import org.jspecify.annotations.Nullable;

/**
 * What is to be denoised: clean examples that are corrupted first, or corrupted ones as they are.
 *
 * @param inference the model, and which examples: clean ones, or with {@code corrupted} null data
 * @param noise put on clean examples, one after the other; empty for the noise that the model was trained with
 * @param seed decides the draws of the noise
 * @param corrupted examples to be cleaned, a path or a set's name; null for clean examples that are corrupted first
 * @param clean the same examples without noise, row by row, to compare with; null where they are not known
 */
public record DenoiseRequest(
        InferenceRequest inference,
        List<NoiseConfig> noise,
        long seed,
        @Nullable String corrupted,
        @Nullable String clean) {}
