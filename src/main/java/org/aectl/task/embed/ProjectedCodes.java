package org.aectl.task.embed;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.aectl.base.Activity;
import org.aectl.base.Counts;
import org.aectl.base.InvalidInputException;
import org.aectl.config.bind.EnumNames;
import org.aectl.data.Examples;
import org.aectl.data.SelectedExamples;
import org.aectl.data.batch.Batch;
import org.aectl.data.batch.Batches;
import org.aectl.eval.Projection;
import org.aectl.infer.TrainedModel;
import org.aectl.output.ExampleTable;
import org.aectl.output.TableFormat;
import org.aectl.report.plot.CodeScatter;
import org.aectl.report.plot.Fonts;
import org.aectl.task.InferenceRows;
import org.jspecify.annotations.Nullable;

/**
 * Codes of some examples, laid out in a plane: those of the run that is embedded and, beside them, those that another run
 * gives the same examples.
 */
final class ProjectedCodes implements AutoCloseable {
    private final ProjectionRequest request;
    private final EmbedTask.EmbedRequest what;
    private final InferenceRows data;
    private final int[] rows;
    private final @Nullable TrainedModel other;
    private final List<Side> sides = new ArrayList<>();

    /**
     * A run whose codes are laid out.
     *
     * @param batches the examples that are laid out, as its model takes them
     */
    private record Side(String run, EncodedLayer layer, Batches batches) {
        /** Of the run's training; decides the layout too. */
        long seed() {
            return layer.model().checkpoint().config().seed();
        }
    }

    /**
     * Loads the run that is shown beside, and sees whether its codes and the layer's can be laid out.
     *
     * @throws InvalidInputException if not
     */
    ProjectedCodes(ProjectionRequest request, EmbedTask.EmbedRequest what, EncodedLayer layer, InferenceRows data)
            throws IOException {
        this.request = request;
        this.what = what;
        this.data = data;
        this.rows = SelectedExamples.spread(data.examples().count(), request.mostExamples());
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
        String option = "--project " + EnumNames.of(projection);
        if (layer.units() < projection.leastUnits()) {
            throw new InvalidInputException(run + ": " + option + " needs a code of at least "
                    + Counts.of(projection.leastUnits(), "unit") + "; this one has " + layer.units());
        }
        if (rows.length < projection.leastCodes()) {
            throw new InvalidInputException(data.name() + ": " + option + " needs at least "
                    + Counts.of(projection.leastCodes(), "example") + ", was " + rows.length);
        }
        Batches batches = layer.model()
                .batches(
                        new SelectedExamples(data.examples(), rows),
                        data.name(),
                        what.inference().batchSize());
        sides.add(new Side(run, layer, batches));
    }

    /**
     * Writes a table and, where there are fonts, a picture.
     *
     * @param warnings told where there are none
     * @return the files
     */
    List<Path> write(Path folder, Consumer<String> warnings) throws IOException {
        Examples all = data.examples();
        List<CodeScatter.Plane> planes = sides.stream().map(this::plane).toList();
        Path table = folder.resolve("projection.csv");
        writeTable(table, planes);
        Path picture = folder.resolve("projection.png");
        if (!Fonts.areThere()) {
            warnings.accept(picture + Fonts.MISSING);
            return List.of(table);
        }
        int[] labels = all.labelled() ? Arrays.stream(rows).map(all::label).toArray() : new int[0];
        new CodeScatter(labels, all.classes()).write(picture, planes);
        return List.of(table, picture);
    }

    private CodeScatter.Plane plane(Side side) {
        int units = side.layer().units();
        Projection projection = request.projection();
        double[] points = Activity.during(
                String.format(
                        Locale.ROOT,
                        "laying out %,d codes of %s by %s",
                        rows.length,
                        side.run(),
                        EnumNames.of(projection)),
                () -> projection.of(codes(side), units, side.seed()));
        String title = side.run() + ": " + (what.layer() == null ? "code of " : what.layer() + " of ")
                + Counts.of(units, "unit");
        return new CodeScatter.Plane(title, projection.across(), projection.up(), points);
    }

    private float[] codes(Side side) {
        float[] codes = new float[rows.length * side.layer().units()];
        int next = 0;
        for (Batch batch : side.batches().inOrder()) {
            float[] values = side.layer().values(batch);
            System.arraycopy(values, 0, codes, next, values.length);
            next += values.length;
        }
        return codes;
    }

    private void writeTable(Path file, List<CodeScatter.Plane> planes) throws IOException {
        List<String> names = planes.size() == 1 ? List.of("x", "y") : List.of("x", "y", "besideX", "besideY");
        try (ExampleTable table = ExampleTable.ofDoubles(TableFormat.CSV, file, data.examples(), names)) {
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
