package org.aectl.task.guess;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.aectl.base.Counts;
import org.aectl.data.ExampleShape;

/**
 * An autoencoder by the width of the data, and a training by their number.
 *
 * @param shape of an example
 * @param rows of which some are kept aside for validation and test
 * @param isPicture whether its values are pixels from 0 to 1
 * @param isInk whether most of them are one or the other
 */
record NetworkGuess(ExampleShape shape, int rows, boolean isPicture, boolean isInk) {
    private static final int LEAST_STEPS = 2000;
    private static final int FEWEST_EPOCHS = 5;
    private static final int MOST_EPOCHS = 1000;
    /** What is left of the rows for training. */
    private static final double SHARE = 0.81;

    private static final int LARGEST_BATCH = 128;
    private static final int SMALLEST_BATCH = 16;
    /** Colours, and pictures with more pixels, are learnt by convolutions. */
    private static final int MOST_DENSE = 1024;

    private boolean isConvolutional() {
        boolean isLargeEnough = shape.height() >= 16 && shape.width() >= 16;
        return isLargeEnough && shape.isDrawable() && (shape.channels() > 1 || shape.size() > MOST_DENSE);
    }

    private int latent() {
        int size = shape.size();
        return size <= 30 ? Math.max(1, (size + 2) / 3) : Math.min(32, (int) (2 * Math.sqrt(size)));
    }

    private List<Integer> hidden() {
        if (isPicture) {
            return List.of(256, 128);
        }
        return List.of(Math.max(32, Math.min(256, 4 * shape.size())));
    }

    /** As many as leave a picture of at most 8 pixels. */
    private List<Integer> filters() {
        List<Integer> filters = new ArrayList<>();
        for (int length = Math.max(shape.height(), shape.width()), count = 16; length > 8; length = (length + 1) / 2) {
            filters.add(count);
            count = Math.min(128, 2 * count);
        }
        return filters;
    }

    private int batch() {
        int batch = Integer.highestOneBit(Math.max(1, (int) (SHARE * rows / 50)));
        return Math.max(SMALLEST_BATCH, Math.min(LARGEST_BATCH, batch));
    }

    private int stepsOfAnEpoch() {
        return Math.max(1, (int) Math.ceil(SHARE * rows / batch()));
    }

    private int epochs() {
        int epochs = (LEAST_STEPS + stepsOfAnEpoch() - 1) / stepsOfAnEpoch();
        return Math.max(FEWEST_EPOCHS, Math.min(MOST_EPOCHS, epochs));
    }

    private int patience() {
        return Math.max(FEWEST_EPOCHS, epochs() / 5);
    }

    Section model() {
        Section model = new Section("model").add("type", "ae", "").add("latent", latent(), "units of the code");
        if (isConvolutional()) {
            model.add("encoder", "{ type: conv, filters: %s, kernel: 3, stride: 2 }".formatted(filters()), "");
        } else {
            model.add("encoder", "{ layers: %s, activation: %s }".formatted(hidden(), isPicture ? "relu" : "tanh"), "");
        }
        if (isInk) {
            return model.add("reconstruction", "bernoulli", "most pixels are ink or paper");
        }
        model.add("reconstruction", "gaussian", "squared error");
        return isPicture ? model.add("outputActivation", "sigmoid", "pixels are from 0 to 1") : model;
    }

    Section training() {
        Section training = new Section("training")
                .add("epochs", epochs(), Counts.of((long) epochs() * stepsOfAnEpoch(), "step"))
                .add("batchSize", batch(), "")
                .add("optimizer", "{ type: adam, learningRate: 0.001 }", "")
                .add("schedule", "{ type: cosine }", "")
                .add("earlyStopping", "{ patience: %d }".formatted(patience()), "ends when validation gets no better");
        int every = Math.max(1, epochs() / 50);
        return every == 1 ? training : training.add("checkpoints", "{ every: %d }".formatted(every), "");
    }

    List<String> summary() {
        List<String> inwards = isConvolutional()
                ? filters().stream().map(count -> count + " filters").toList()
                : hidden().stream().map(String::valueOf).toList();
        List<String> outwards = new ArrayList<>(inwards);
        Collections.reverse(outwards);
        String layers = Stream.of(
                        List.of(shape.toString()), inwards, List.of(latent() + ""), outwards, List.of(shape.toString()))
                .flatMap(List::stream)
                .collect(Collectors.joining("-"));
        return List.of(
                "model    autoencoder %s, judged by %s".formatted(layers, isInk ? "cross-entropy" : "squared error"),
                "training %s of %s, batches of %d, early stopping"
                        .formatted(Counts.of(epochs(), "epoch"), Counts.of(stepsOfAnEpoch(), "step"), batch()));
    }
}
