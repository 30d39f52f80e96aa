package org.aectl.task.sample;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.aectl.base.Counts;
import org.aectl.base.InvalidInputException;
import org.aectl.data.ExampleShape;
import org.aectl.data.file.DurableFolder;
import org.aectl.infer.CodesToExamples;
import org.aectl.infer.TrainedModel;
import org.aectl.infer.sampling.PlacedCodes;
import org.aectl.output.ExampleFormat;
import org.aectl.output.TableFormat;
import org.aectl.output.table.TableColumns;
import org.aectl.output.table.TableColumns.Kind;
import org.aectl.output.table.TableColumns.NumberColumn;
import org.aectl.output.table.TableWriter;
import org.aectl.report.image.AnimatedPicture;
import org.aectl.report.image.CaptionedPictures;

/**
 * The files of codes that each have a place: what they are decoded to, the codes themselves, and where examples can be
 * drawn a picture and perhaps an animation.
 *
 * @param name that the files begin with
 */
record PlacedExamples(TrainedModel model, String name, PlacedCodes codes) {
    /** 256 MB; a picture needs its parts in memory. */
    private static final long MOST_VALUES = 1 << 26;

    /** How the decoded examples are shown. */
    interface Drawing {
        /** @param examples one for each code */
        CaptionedPictures picture(List<float[]> examples);

        /** How many frames an animation has; 0 for none. */
        default int frames() {
            return 0;
        }

        /** One frame of the animation, from 0 to {@code frames() - 1}. */
        default CaptionedPictures frame(List<float[]> examples, int frame) {
            throw new IllegalStateException("there is no animation");
        }
    }

    /**
     * Writes the files.
     *
     * @param run what messages call the model
     * @param output folder that they are written to; made where it is missing
     * @return the files, pictures last
     * @throws InvalidInputException if the format cannot hold the examples, or they are too many for a picture
     */
    List<Path> write(Drawing drawing, ExampleFormat format, String run, Path output) throws IOException {
        ExampleShape shape = model.checkpoint().shape();
        format.check(shape, run);
        if (shape.isDrawable()) {
            checkSize(shape);
        }
        DurableFolder.create(output);
        List<Path> files = new ArrayList<>(List.of(format.path(output, name), output.resolve("codes.csv")));
        CodesToExamples decoder = new CodesToExamples(model);
        decoder.write(codes, format, files.get(0));
        writeCodes(files.get(1));
        if (shape.isDrawable()) {
            files.addAll(draw(drawing, decoder.all(codes), output));
        }
        return files;
    }

    private void writeCodes(Path file) throws IOException {
        float[] code = new float[model.autoencoder().codeSize()];
        int places = codes.placeNames().size();
        List<NumberColumn> columns = new ArrayList<>(NumberColumn.of(Kind.INTEGER, codes.placeNames()));
        for (int unit = 0; unit < code.length; unit++) {
            columns.add(new NumberColumn("z" + unit, Kind.FLOAT));
        }
        try (TableWriter table = TableFormat.CSV.begin(file, new TableColumns("codes", List.of(), columns))) {
            for (int row = 0; row < codes.count(); row++) {
                codes.read(row, code, 0);
                List<Integer> place = codes.place(row);
                table.write(row, List.of(), column -> column < places ? place.get(column) : code[column - places]);
            }
            table.commit();
        }
    }

    private void checkSize(ExampleShape shape) {
        if ((long) codes.count() * shape.size() > MOST_VALUES) {
            throw new InvalidInputException("%s of %s are too many for one picture; use fewer --steps"
                    .formatted(Counts.of(codes.count(), "example"), Counts.of(shape.size(), "value")));
        }
    }

    private List<Path> draw(Drawing drawing, List<float[]> examples, Path output) throws IOException {
        Path picture = output.resolve(name + ".png");
        drawing.picture(examples).write(picture);
        if (drawing.frames() == 0) {
            return List.of(picture);
        }
        Path animation = output.resolve(name + ".gif");
        AnimatedPicture.write(
                drawing.frames(), frame -> drawing.frame(examples, frame).draw(), animation);
        return List.of(picture, animation);
    }
}
