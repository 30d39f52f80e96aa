package org.aectl.task.finetune;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import org.aectl.base.Activity;
import org.aectl.data.ClassNames;
import org.aectl.data.Examples;
import org.aectl.data.batch.Batch;
import org.aectl.data.file.DurableFolder;
import org.aectl.infer.TrainedClassifier;
import org.aectl.output.PredictionTable;
import org.aectl.output.TableFormat;
import org.aectl.task.InferenceData;
import org.aectl.task.InferenceRequest;
import org.aectl.task.TrainedRun;
import org.jspecify.annotations.Nullable;

/** Says what classes examples are of and writes it, batch by batch. */
public final class PredictTask {
    private PredictTask() {}

    /**
     * What was done.
     *
     * @param run name of the classifier's run
     * @param data the split or data that was predicted
     * @param accuracy share of the labelled examples whose label is the name of the predicted class; null, and left out of the
     *     JSON, where there are no labels
     * @param unknownClasses names of labels that the classifier does not know, so that it is always wrong about them
     * @param file that was written
     */
    public record PredictResult(
            String run,
            String data,
            int examples,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Double accuracy,

            List<String> unknownClasses,
            String file) {}

    /**
     * Predicts.
     *
     * @param output folder that the file is written to; made where it is missing
     */
    public static PredictResult run(InferenceRequest request, TableFormat format, Path output) throws IOException {
        try (TrainedRun<TrainedClassifier> run = TrainedRun.loadClassifier(request.run())) {
            TrainedClassifier model = run.model();
            InferenceData data = run.data(request);
            Examples examples = data.examples();
            List<String> classes = model.checkpoint().classes();
            Iterable<Batch> batches = run.batches(data, request.batchSize()).inOrder();
            DurableFolder.create(output);
            Path file = format.path(output, "predictions");
            long right;
            try (PredictionTable predictions = new PredictionTable(format, file, examples, classes)) {
                right = Activity.during(
                        String.format(Locale.ROOT, "telling the classes of %,d examples", examples.count()),
                        () -> predict(model, batches, examples, predictions));
                predictions.commit();
            }
            return new PredictResult(
                    run.name(),
                    data.name(),
                    examples.count(),
                    examples.labelled() ? (double) right / labelled(examples) : null,
                    unknown(examples, classes),
                    file.toString());
        }
    }

    private static long predict(
            TrainedClassifier model, Iterable<Batch> batches, Examples examples, PredictionTable predictions)
            throws IOException {
        int classes = model.classifier().classes();
        long right = 0;
        for (Batch batch : batches) {
            double[] probabilities = model.classifier().probabilities(batch);
            for (int i = 0; i < batch.count(); i++) {
                int row = batch.rows()[i];
                String predicted =
                        predictions.write(row, Arrays.copyOfRange(probabilities, i * classes, (i + 1) * classes));
                boolean isRight = examples.hasLabel(row)
                        && ClassNames.plain(examples.classes().get(examples.label(row)))
                                .equals(ClassNames.plain(predicted));
                right += isRight ? 1 : 0;
            }
        }
        return right;
    }

    private static long labelled(Examples examples) {
        return IntStream.range(0, examples.count()).filter(examples::hasLabel).count();
    }

    private static List<String> unknown(Examples examples, List<String> known) {
        Set<String> plain = Set.copyOf(ClassNames.plain(known));
        return IntStream.range(0, examples.count())
                .filter(examples::hasLabel)
                .map(examples::label)
                .distinct()
                .sorted()
                .mapToObj(examples.classes()::get)
                .filter(name -> !plain.contains(ClassNames.plain(name)))
                .toList();
    }
}
