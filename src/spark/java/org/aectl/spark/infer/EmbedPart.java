package org.aectl.spark.infer;

import java.io.IOException;
import java.nio.file.Path;
import org.aectl.data.batch.Batch;
import org.aectl.infer.TrainedModel;
import org.aectl.model.Autoencoder;
import org.aectl.model.code.Posterior;
import org.aectl.output.CodeFormat;
import org.aectl.output.CodeWriter;
import org.aectl.spark.load.PartRows;

/** Writes the codes of a file's rows. */
public record EmbedPart(boolean withVariance, CodeFormat format) implements PartWork<PartResult> {
    private static final float[] NONE = {};

    @Override
    public PartResult run(TrainedModel model, PartRows rows, Path folder) throws IOException {
        Autoencoder autoencoder = model.autoencoder();
        try (CodeWriter writer = format.writer(folder, rows.numbered(), autoencoder.codeSize(), withVariance)) {
            for (Batch batch : rows.batches(model)) {
                if (withVariance) {
                    Posterior codes = autoencoder.codec().posterior(batch);
                    writer.write(batch.rows(), floats(codes.means()), floats(codes.logVariances()));
                } else {
                    writer.write(batch.rows(), autoencoder.codec().encode(batch), NONE);
                }
            }
            writer.commit();
        }
        return new PartResult(rows.examples().count(), Double.NaN);
    }

    private static float[] floats(double[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }
}
