package org.aectl.task.sample;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.aectl.base.InvalidInputException;
import org.aectl.infer.TrainedModel;
import org.aectl.infer.sampling.InterpolatedCodes;
import org.aectl.output.ExampleFormat;
import org.aectl.report.image.CaptionedPictures;
import org.aectl.task.InferenceRequest;
import org.aectl.task.TrainedRun;
import org.jspecify.annotations.Nullable;

/** Goes from one example to another in a straight line between their codes, and decodes what lies on the way. */
public final class InterpolateTask {
    private static final int SQUARE = 112;
    private static final int FRAME_SQUARE = 224;
    private static final int COLUMNS = 12;

    private InterpolateTask() {}

    /**
     * What is asked for.
     *
     * @param examples that the rows are of
     * @param from row of the first example
     * @param to row of the last one
     * @param steps codes on the way, both ends included; at least 2
     * @param label name of the class that all are decoded as; null for the class that both examples have, or for a model
     *     without labels
     */
    public record InterpolateRequest(
            InferenceRequest examples,
            int from,
            int to,
            int steps,
            @Nullable String label) {}

    /**
     * What was done.
     *
     * @param fromClass name of the first example's class; empty where it has no label
     * @param toClass likewise of the last one's
     * @param files written, pictures last
     */
    public record InterpolateResult(String fromClass, String toClass, List<Path> files) {}

    /**
     * Interpolates and writes.
     *
     * @param output folder that the files are written to; made where it is missing
     * @throws InvalidInputException if there are no such rows, or they cannot be decoded in this way
     */
    public static InterpolateResult run(InterpolateRequest request, ExampleFormat format, Path output)
            throws IOException {
        try (TrainedRun<TrainedModel> run = TrainedRun.load(request.examples.run())) {
            TrainedModel model = run.model();
            EncodedRows ends = EncodedRows.of(run, request.examples, "--interpolate", request.from, request.to);
            InterpolatedCodes codes =
                    new InterpolatedCodes(ends.code(0), ends.code(1), request.steps, label(model, ends, request));
            List<Path> files = new PlacedExamples(model, "interpolation", codes)
                    .write(new Strip(model, codes, request, ends), format, run.name(), output);
            return new InterpolateResult(ends.classes().get(0), ends.classes().get(1), files);
        }
    }

    private static int label(TrainedModel model, EncodedRows ends, InterpolateRequest request) {
        if (request.label != null) {
            return model.classNumber(request.label);
        }
        if (ends.label(0) != ends.label(1)) {
            List<String> classes = model.checkpoint().classes();
            throw new InvalidInputException("--interpolate: row " + request.from + " is of class "
                    + classes.get(ends.label(0)) + ", row " + request.to + " of class " + classes.get(ends.label(1))
                    + "; say with --label as which all are to be decoded");
        }
        return ends.label(0);
    }

    /** The way from one original to the other. */
    private record Strip(TrainedModel model, InterpolatedCodes codes, InterpolateRequest request, EncodedRows ends)
            implements PlacedExamples.Drawing {
        @Override
        public CaptionedPictures picture(List<float[]> examples) {
            List<float[]> originals = ends.originals();
            List<CaptionedPictures.Picture> pictures = new ArrayList<>();
            pictures.add(new CaptionedPictures.Picture(
                    originals.get(0), caption(request.from, ends.classes().get(0))));
            for (int row = 0; row < examples.size(); row++) {
                String share = String.format(Locale.ROOT, "%.2f", codes.share(row));
                pictures.add(new CaptionedPictures.Picture(examples.get(row), share));
            }
            pictures.add(new CaptionedPictures.Picture(
                    originals.get(1), caption(request.to, ends.classes().get(1))));
            return captioned(SQUARE, CaptionedPictures.Row.wrapped(pictures, COLUMNS));
        }

        private static String caption(int row, String ofClass) {
            return "row " + row + (ofClass.isEmpty() ? "" : ": " + ofClass);
        }

        @Override
        public int frames() {
            return codes.count();
        }

        @Override
        public CaptionedPictures frame(List<float[]> examples, int frame) {
            var picture = new CaptionedPictures.Picture(examples.get(frame), "");
            return captioned(FRAME_SQUARE, List.of(new CaptionedPictures.Row("", List.of(picture))));
        }

        private CaptionedPictures captioned(int square, List<CaptionedPictures.Row> rows) {
            return new CaptionedPictures(
                    model.checkpoint().shape(), model.checkpoint().rawRange(), square, rows);
        }
    }
}
