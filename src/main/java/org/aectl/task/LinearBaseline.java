package org.aectl.task;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.aectl.base.Activity;
import org.aectl.data.batch.Batches;
import org.aectl.eval.linear.PrincipalComponents;
import org.aectl.infer.TrainedModel;

/** Principal components that a model is set beside: as many as numbers of its code say something of an example. */
public final class LinearBaseline {
    private LinearBaseline() {}

    /** Units of the code; of a top-k code those that it keeps, because the others are 0. */
    public static int components(TrainedModel model) {
        return model.checkpoint().config().model().activeUnits();
    }

    /**
     * Fits them on the run's training rows.
     *
     * @param warnings told where they are left out, because they would cost more than the model
     */
    public static Optional<PrincipalComponents> fit(TrainedModel model, Batches training, Consumer<String> warnings) {
        int features = model.autoencoder().features();
        int components = components(model);
        Optional<String> obstacle =
                PrincipalComponents.obstacle(training.examples().count(), features, components);
        obstacle.ifPresent(reason -> warnings.accept("PCA is left out, because " + reason));
        return obstacle.isPresent()
                ? Optional.empty()
                : Optional.of(Activity.during(
                        String.format(
                                Locale.ROOT,
                                "fitting PCA to %,d rows of %,d values",
                                training.examples().count(),
                                features),
                        () -> PrincipalComponents.fit(training.inOrder(), features, components)));
    }
}
