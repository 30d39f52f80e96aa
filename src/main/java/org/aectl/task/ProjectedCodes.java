package org.aectl.task;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.aectl.config.InvalidInputException;
import org.aectl.config.Words;
import org.aectl.data.Batch;
import org.aectl.data.Examples;
import org.aectl.data.SelectedExamples;
import org.aectl.eval.Projection;
import org.aectl.infer.NumbersFile;
import org.aectl.infer.TrainedModel;
import org.aectl.report.CodeScatter;
import org.aectl.report.Fonts;
import org.jspecify.annotations.Nullable;

/**
 * Codes of some examples, laid out in a plane: those of the run that is embedded and, beside them, those that another run
 * gives the same examples.
 */
final class ProjectedCodes implements AutoCloseable {
    private final ProjectionRequest request;
    private final EmbedTask.What what;
    private final InferenceData data;
    private final @Nullable TrainedModel other;
    private final List<Side> sides = new ArrayList<>();

    /**
     * A run whose codes are laid out.
     *
     * @param seed of its training; decides the layout too
     */
    private record Side(String run, EncodedLayer layer, long seed) {}

    /**
     * Loads the run that is shown beside, and sees whether its codes and the layer's can be laid out.
     *
     * @throws InvalidInputException if not
     */
    ProjectedCodes(ProjectionRequest request, EmbedTask.What what, EncodedLayer layer, InferenceData data)
            throws IOException {
        this.request = request;
        this.what = what;
        this.data = data;
        this.other = request.beside() == null
                ? null
                : TrainedModel.load(request.beside().checkpoint());
        try {
            add(what.inference().run().name(), layer);
            if (other != null && request.beside() != null) {
                add(request.beside().name(), EncodedLayer.of(other, what.layer()));
            }
        } catch (InvalidInputException wrong) {
            close();
            throw wrong;
        }
    }

    private void add(String run, EncodedLayer layer) {
        Projection projection = request.projection();
        String option = "--project " + Words.of(projection);
        if (layer.units() < projection.leastUnits()) {
            throw new InvalidInputException(run + ": " + option + " needs a code of at least " + projection.leastUnits()
                    + " units; this one has " + layer.units());
        }
        int count = Math.min(request.mostExamples(), data.examples().count());
        if (count < projection.leastCodes()) {
            throw new InvalidInputException(data.name() + ": " + option + " needs at least " + projection.leastCodes()
                    + " examples, was " + count);
        }
        // Also refuses examples that this model does not take.
        layer.model().batches(data.examples(), data.name(), what.inference().batchSize());
        sides.add(new Side(run, layer, layer.model().checkpoint().config().seed()));
    }

    /**
     * Writes a table and, where there are fonts, a picture.
     *
     * @param warnings told where there are none
     * @return the files
     */
    List<Path> write(Path folder, Consumer<String> warnings) throws IOException {
        Examples all = data.examples();
        int[] rows = SelectedExamples.spread(all.count(), request.mostExamples());
        List<CodeScatter.Plane> planes = new ArrayList<>();
        for (Side side : sides) {
            planes.add(plane(side, new SelectedExamples(all, rows)));
        }
        Path table = folder.resolve("projection.csv");
        writeTable(table, rows, planes);
        Path picture = folder.resolve("projection.png");
        if (!Fonts.areThere()) {
            warnings.accept(picture + Fonts.MISSING);
            return List.of(table);
        }
        int[] labels = all.labelled() ? Arrays.stream(rows).map(all::label).toArray() : new int[0];
        new CodeScatter(labels, all.classes()).write(picture, planes);
        return List.of(table, picture);
    }

    private CodeScatter.Plane plane(Side side, Examples examples) {
        int units = side.layer().units();
        float[] codes = new float[examples.count() * units];
        int next = 0;
        for (Batch batch : side.layer()
                .model()
                .batches(examples, data.name(), what.inference().batchSize())
                .inOrder()) {
            float[] values = side.layer().values(batch);
            System.arraycopy(values, 0, codes, next, values.length);
            next += values.length;
        }
        Projection projection = request.projection();
        double[] points = projection.of(codes, units, side.seed());
        String title = side.run() + ": " + (what.layer() == null ? "code of " : what.layer() + " of ") + units
                + (units == 1 ? " unit" : " units");
        return new CodeScatter.Plane(title, projection.across(), projection.up(), points);
    }

    private void writeTable(Path file, int[] rows, List<CodeScatter.Plane> planes) throws IOException {
        List<String> names = planes.size() == 1 ? List.of("x", "y") : List.of("x", "y", "besideX", "besideY");
        try (NumbersFile table = new NumbersFile(file, data.examples(), names)) {
            for (int i = 0; i < rows.length; i++) {
                double[] numbers = new double[names.size()];
                for (int j = 0; j < numbers.length; j++) {
                    numbers[j] = planes.get(j / 2).points()[2 * i + j % 2];
                }
                table.write(rows[i], numbers);
            }
            table.commit();
        }
    }

    @Override
    public void close() {
        if (other != null) {
            other.close();
        }
    }
}
