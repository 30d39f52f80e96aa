package org.aectl.train;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.aectl.data.batch.Batch;
import org.aectl.model.Trainable;
import org.aectl.model.TrainingState;
import org.aectl.model.TrainingStep;
import org.aectl.model.objective.Losses;
import org.jspecify.annotations.Nullable;

/** A model whose losses are decided beforehand, and that takes down what is asked of it. */
final class ScriptedModel implements Trainable<Batch> {
    private final Deque<Double> trainingLosses = new ArrayDeque<>();
    private final Deque<Double> validationLosses = new ArrayDeque<>();
    private final List<String> log;
    private float weight;

    ScriptedModel(List<String> log) {
        this.log = log;
    }

    /** Losses of the next steps; 1 when they are used up. */
    ScriptedModel training(double... losses) {
        for (double loss : losses) {
            trainingLosses.add(loss);
        }
        return this;
    }

    /** Losses of the next validation batches; 1 when they are used up. */
    ScriptedModel validation(double... losses) {
        for (double loss : losses) {
            validationLosses.add(loss);
        }
        return this;
    }

    @Override
    public List<String> lossParts() {
        return List.of(Losses.RECONSTRUCTION);
    }

    @Override
    public Losses train(Batch batch, TrainingStep step) {
        log.add("train " + batch.count() + " at " + step.learningRate() + ", step " + step.number());
        return next(trainingLosses);
    }

    @Override
    public TrainingState state(@Nullable TrainingState old) {
        return new TrainingState(new float[] {weight}, new float[0]);
    }

    @Override
    public void restore(TrainingState state) {
        log.add("state restored");
        weight = state.parameters()[0];
    }

    @Override
    public boolean isFinite() {
        return Float.isFinite(weight);
    }

    /** What the weight is from now on. */
    void setWeight(float newWeight) {
        weight = newWeight;
    }

    @Override
    public Losses losses(Batch batch) {
        log.add("validate " + batch.count());
        return next(validationLosses);
    }

    private static Losses next(Deque<Double> losses) {
        return Losses.sumOf(Map.of(Losses.RECONSTRUCTION, losses.isEmpty() ? 1.0 : losses.remove()));
    }

    /** What was asked, in order. */
    List<String> log() {
        return new ArrayList<>(log);
    }
}
