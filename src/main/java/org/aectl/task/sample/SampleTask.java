package org.aectl.task.sample;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.aectl.base.InvalidInputException;
import org.aectl.data.ExampleShape;
import org.aectl.data.file.DurableFolder;
import org.aectl.infer.CodesToExamples;
import org.aectl.infer.TrainedModel;
import org.aectl.infer.sampling.CodeSampler;
import org.aectl.infer.sampling.DrawnCodes;
import org.aectl.output.ExampleFormat;
import org.aectl.output.TableFormat;
import org.aectl.output.table.TableColumns;
import org.aectl.output.table.TableWriter;
import org.aectl.run.RunReference;
import org.aectl.task.TrainedRun;
import org.jspecify.annotations.Nullable;

/** Makes up examples with a model and writes them, batch by batch. */
public final class SampleTask {
    private static final String NAME = "samples";

    private SampleTask() {}

    /**
     * What is asked for.
     *
     * @param count examples, at least 1
     * @param label name of the class that all are of; null for all classes in turn, or for a model without labels
     * @param sampler what their codes are drawn from
     */
    public record SampleRequest(
            RunReference run, int count, @Nullable String label, SamplerChoice sampler) {}

    /**
     * Draws and writes.
     *
     * @param output folder that the files are written to; made where it is missing
     * @return the files, the picture last
     * @throws InvalidInputException if the model cannot be drawn from in this way
     */
    public static List<Path> run(SampleRequest request, ExampleFormat format, Path output) throws IOException {
        try (TrainedRun<TrainedModel> run = TrainedRun.load(request.run())) {
            TrainedModel model = run.model();
            ExampleShape shape = model.checkpoint().shape();
            format.check(shape, run.name());
            Integer onlyClass = request.label() == null ? null : model.classNumber(request.label());
            CodeSampler sampler = request.sampler().open(run, onlyClass);
            DrawnCodes codes = drawn(model, request.count(), onlyClass, sampler);
            DurableFolder.create(output);
            List<Path> files = new ArrayList<>(List.of(format.path(output, NAME)));
            Path labels = output.resolve("labels.csv");
            Path picture = output.resolve(NAME + ".png");
            // Those of an older call are not to be taken for these samples'.
            DurableFolder.delete(model.isConditional() ? List.of(labels, picture) : List.of(picture));
            new CodesToExamples(model).write(codes, format, files.get(0));
            if (model.isConditional()) {
                writeLabels(codes, model.checkpoint().classes(), labels);
                files.add(labels);
            }
            if (shape.isImage()) {
                SamplePicture.write(model, codes, picture);
                files.add(picture);
            }
            return files;
        }
    }

    private static void writeLabels(DrawnCodes codes, List<String> classes, Path file) throws IOException {
        try (TableWriter table = TableFormat.CSV.begin(file, new TableColumns("labels", List.of("label"), List.of()))) {
            for (int row = 0; row < codes.count(); row++) {
                table.write(row, List.of(classes.get(codes.label(row))), none -> 0);
            }
            table.commit();
        }
    }

    /** The codes of examples that a model makes up. */
    public static DrawnCodes drawn(TrainedModel model, int count, @Nullable Integer onlyClass, CodeSampler sampler) {
        int classes = model.isConditional() ? model.checkpoint().classes().size() : 0;
        return new DrawnCodes(sampler, count, classes, onlyClass);
    }
}
