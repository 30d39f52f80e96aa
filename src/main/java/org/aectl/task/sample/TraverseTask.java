package org.aectl.task.sample;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.aectl.base.InvalidInputException;
import org.aectl.infer.TrainedModel;
import org.aectl.infer.sampling.TraversedCodes;
import org.aectl.model.code.UnitDistributions;
import org.aectl.output.ExampleFormat;
import org.aectl.report.image.CaptionedPictures;
import org.aectl.task.InferenceRequest;
import org.aectl.task.TrainedRun;
import org.jspecify.annotations.Nullable;

/** Changes one unit of a code at a time and decodes: what each unit stands for. */
public final class TraverseTask {
    private static final int SQUARE = 56;
    private static final int FRAME_SQUARE = 112;
    private static final int FRAME_COLUMNS = 10;

    private TraverseTask() {}

    /**
     * What is asked for.
     *
     * @param examples that the row is of
     * @param units numbers of the units from 0; null for all
     * @param from row of the example whose code is changed; null for the code in which each unit has its mean
     * @param steps for each unit, at least 2
     * @param label name of the class that all are decoded as; null for the row's own, or for a model without labels
     */
    public record TraverseRequest(
            InferenceRequest examples,
            @Nullable List<Integer> units,
            @Nullable Integer from,
            int steps,
            @Nullable String label) {}

    /**
     * Traverses and writes.
     *
     * @param output folder that the files are written to; made where it is missing
     * @return the files, pictures last
     * @throws InvalidInputException if there are no such units or rows
     */
    public static List<Path> run(TraverseRequest request, ExampleFormat format, Path output) throws IOException {
        try (TrainedRun<TrainedModel> run = TrainedRun.load(request.examples.run())) {
            TrainedModel model = run.model();
            TraversedCodes codes = codes(run, request);
            return new PlacedExamples(model, "traversal", codes)
                    .write(new Rows(model, codes), format, run.name(), output);
        }
    }

    private static TraversedCodes codes(TrainedRun<TrainedModel> run, TraverseRequest request) {
        TrainedModel model = run.model();
        List<Integer> chosen = chosen(request.units, model.autoencoder().codeSize());
        if (request.from == null) {
            int label = DecodedClass.of(model, request.label, "--traverse without --from");
            UnitDistributions units = TrainingCodes.units(run);
            return new TraversedCodes(
                    means(units, model.autoencoder().codeSize()), units, chosen, request.steps, label);
        }
        EncodedRows row = EncodedRows.of(run, request.examples, "--from", request.from);
        int label = request.label == null ? row.label(0) : model.classNumber(request.label);
        return new TraversedCodes(row.code(0), TrainingCodes.units(run), chosen, request.steps, label);
    }

    private static List<Integer> chosen(@Nullable List<Integer> units, int codeSize) {
        if (units == null) {
            return IntStream.range(0, codeSize).boxed().toList();
        }
        for (int unit : units) {
            if (unit < 0 || unit >= codeSize) {
                throw new InvalidInputException(
                        "--traverse must name code units from 0 to " + (codeSize - 1) + ", was " + unit);
            }
        }
        return units;
    }

    private static float[] means(UnitDistributions units, int codeSize) {
        float[] means = new float[codeSize];
        for (int unit = 0; unit < codeSize; unit++) {
            means[unit] = (float) units.mean(unit);
        }
        return means;
    }

    /** A row for each unit, and standard deviations over the columns. */
    private record Rows(TrainedModel model, TraversedCodes codes) implements PlacedExamples.Drawing {
        @Override
        public CaptionedPictures picture(List<float[]> examples) {
            List<CaptionedPictures.Row> rows = new ArrayList<>();
            for (int i = 0; i < codes.chosen().size(); i++) {
                List<CaptionedPictures.Picture> pictures = new ArrayList<>();
                for (int step = 0; step < codes.steps(); step++) {
                    String caption = i == 0 ? String.format(Locale.ROOT, "%.1f", codes.deviations(step)) : "";
                    pictures.add(new CaptionedPictures.Picture(examples.get(i * codes.steps() + step), caption));
                }
                rows.add(new CaptionedPictures.Row(unit(i), pictures));
            }
            return captioned(SQUARE, rows);
        }

        @Override
        public int frames() {
            return codes.steps();
        }

        /** All units at one step; many in a square. */
        @Override
        public CaptionedPictures frame(List<float[]> examples, int frame) {
            List<CaptionedPictures.Picture> pictures = new ArrayList<>();
            for (int i = 0; i < codes.chosen().size(); i++) {
                pictures.add(new CaptionedPictures.Picture(examples.get(i * codes.steps() + frame), unit(i)));
            }
            int columns = Math.max(FRAME_COLUMNS, (int) Math.ceil(Math.sqrt(pictures.size())));
            return captioned(FRAME_SQUARE, CaptionedPictures.Row.wrapped(pictures, columns));
        }

        private String unit(int index) {
            return "unit " + codes.chosen().get(index);
        }

        private CaptionedPictures captioned(int square, List<CaptionedPictures.Row> rows) {
            return new CaptionedPictures(
                    model.checkpoint().shape(), model.checkpoint().rawRange(), square, rows);
        }
    }
}
