package org.aectl.task.sample;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.aectl.base.InvalidInputException;
import org.aectl.infer.TrainedModel;
import org.aectl.infer.sampling.GridCodes;
import org.aectl.output.ExampleFormat;
import org.aectl.report.image.CaptionedPictures;
import org.aectl.run.RunReference;
import org.aectl.task.TrainedRun;
import org.jspecify.annotations.Nullable;

/** Decodes the whole plane of a code of two units, spread so that each part is as probable as any other. */
public final class GridTask {
    private static final int SQUARE = 56;

    private GridTask() {}

    /**
     * What is asked for.
     *
     * @param steps codes along each side, at least 2
     * @param label name of the class that all are decoded as; null for a model without labels
     */
    public record GridRequest(
            RunReference run, int steps, @Nullable String label) {}

    /**
     * Decodes and writes.
     *
     * @param output folder that the files are written to; made where it is missing
     * @return the files, the picture last
     * @throws InvalidInputException if the model has no such plane
     */
    public static List<Path> run(GridRequest request, ExampleFormat format, Path output) throws IOException {
        try (TrainedRun<TrainedModel> run = TrainedRun.load(request.run)) {
            TrainedModel model = run.model();
            int units = model.autoencoder().codeSize();
            if (units != 2) {
                throw new InvalidInputException("--grid needs a model with 2 code units, but this one has " + units
                        + "; --traverse shows what each of them does");
            }
            int label = DecodedClass.of(model, request.label, "--grid");
            GridCodes codes = new GridCodes(TrainingCodes.units(run), request.steps, label);
            return new PlacedExamples(model, "grid", codes)
                    .write(examples -> picture(model, codes, examples), format, run.name(), output);
        }
    }

    /** With the values of unit 0 over the columns, and of unit 1 before the rows. */
    private static CaptionedPictures picture(TrainedModel model, GridCodes codes, List<float[]> examples) {
        List<CaptionedPictures.Row> rows = new ArrayList<>();
        for (int first = 0; first < examples.size(); first += codes.steps()) {
            List<CaptionedPictures.Picture> pictures = new ArrayList<>();
            for (int column = 0; column < codes.steps(); column++) {
                String caption = first == 0 ? caption(codes.value(0, column)) : "";
                pictures.add(new CaptionedPictures.Picture(examples.get(first + column), caption));
            }
            int line = codes.steps() - 1 - first / codes.steps();
            rows.add(new CaptionedPictures.Row(caption(codes.value(1, line)), pictures));
        }
        return new CaptionedPictures(
                model.checkpoint().shape(), model.checkpoint().rawRange(), SQUARE, rows);
    }

    /** Of four letters at most below 1000. */
    private static String caption(double value) {
        return String.format(Locale.ROOT, Math.abs(value) < 9.95 ? "%.1f" : "%.0f", value);
    }
}
