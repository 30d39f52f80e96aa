package org.aectl.model;

import java.util.List;
import org.aectl.config.ModelConfig;
import org.aectl.config.TrainingConfig;
import org.aectl.data.ExampleShape;
import org.aectl.data.batch.Batch;
import org.aectl.model.objective.Losses;
import org.aectl.model.plan.NetworkPlan;
import org.jspecify.annotations.Nullable;

/**
 * The head of a classifier, trained by itself on what the encoder makes of the examples. The encoder stays as it is to the
 * last bit: it is no part of what the optimizer moves, and its normalizations keep their statistics.
 */
public final class ClassifierHead implements Trainable<Batch>, AutoCloseable {
    private final Classifier whole;
    private final Classifier head;

    /**
     * @param whole that the head is part of; has the weights after every step
     * @param model of the whole
     */
    public ClassifierHead(Classifier whole, ModelConfig model, TrainingConfig training) {
        this.whole = whole;
        NetworkPlan plan = new NetworkPlan(
                ExampleShape.features(whole.plan().codeSize()),
                List.of(),
                whole.plan().decoder());
        this.head = Classifier.create(model, training, plan, 0, whole.network().dataType());
    }

    @Override
    public List<String> lossParts() {
        return head.lossParts();
    }

    @Override
    public void begin() {
        Network.copy(whole.head(), head.head());
    }

    @Override
    public Losses train(Batch batch, TrainingStep step) {
        Losses losses = head.train(encoded(batch), step);
        Network.copy(head.head(), whole.head());
        return losses;
    }

    @Override
    public Losses losses(Batch batch) {
        return head.losses(encoded(batch));
    }

    @Override
    public TrainingState state(@Nullable TrainingState old) {
        return head.state(old);
    }

    @Override
    public boolean isFinite() {
        return head.isFinite();
    }

    @Override
    public void restore(TrainingState state) {
        head.restore(state);
        Network.copy(head.head(), whole.head());
    }

    private Batch encoded(Batch batch) {
        return new Batch(batch.rows(), whole.encode(batch), batch.labels());
    }

    @Override
    public void close() {
        head.close();
    }
}
