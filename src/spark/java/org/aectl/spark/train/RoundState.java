package org.aectl.spark.train;

import java.io.Serializable;
import org.aectl.data.ValueRange;
import org.aectl.spark.connect.Floats;
import org.jspecify.annotations.Nullable;

/**
 * The weights that a round begins with, the same for all workers.
 *
 * @param stage that is trained
 * @param whole weights of the whole network while a pair of its layers is trained; empty in the last stage
 * @param parameters of what is trained
 * @param optimizerState of what is trained; empty for a job that takes no step
 * @param inputs range of what the stage is given, where its noise depends on that
 */
record RoundState(
        int stage,
        Floats whole,
        Floats parameters,
        Floats optimizerState,
        @Nullable ValueRange inputs) implements Serializable {}
