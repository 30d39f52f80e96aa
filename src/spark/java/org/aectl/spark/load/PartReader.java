package org.aectl.spark.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.aectl.base.InvalidInputException;
import org.aectl.config.DataConfig.Missing;
import org.aectl.config.source.SourceConfig;
import org.aectl.data.Columns;
import org.aectl.data.Dataset;
import org.aectl.data.SelectedExamples;
import org.aectl.data.cache.DataCache;
import org.aectl.data.source.Sources;
import org.aectl.task.NewData;
import org.apache.hadoop.conf.Configuration;
import org.jspecify.annotations.Nullable;

/** One file of a set, open on the machine that reads it; what had to be copied for it is deleted in the end. */
public final class PartReader implements AutoCloseable {
    private final Path scratch;
    private final Dataset data;

    private PartReader(Path scratch, Dataset data) {
        this.scratch = scratch;
        this.data = data;
    }

    /**
     * Opens a file as a training on one machine would.
     *
     * @param source that the config describes
     * @param labels address of the file with the labels; null where there is none
     * @param missing what the config says of missing values
     * @param learnt columns of the first file of the set, which all others are read like
     * @throws InvalidInputException if something is wrong with the file; names it by its address
     */
    public static PartReader open(
            SourceConfig source,
            String address,
            @Nullable String labels,
            Missing missing,
            Columns learnt,
            Configuration settings)
            throws IOException {
        return opened(
                scratch -> Sources.named(source, learnt)
                        .withFiles(
                                HadoopFiles.fetched(address, scratch, settings),
                                labels == null ? null : HadoopFiles.fetched(labels, labelFolder(scratch), settings)),
                missing,
                learnt);
    }

    /**
     * Opens a file that a trained model is used on, as one machine would.
     *
     * @param own data of the run
     * @param missing what the run's config says of missing values
     * @param learnt columns that the model was trained on
     */
    public static PartReader openForUse(
            SourceConfig own, String address, Missing missing, Columns learnt, Configuration settings)
            throws IOException {
        PartReader reader = opened(
                scratch -> NewData.source(
                        HadoopFiles.fetched(address, scratch, settings).toString(), own, learnt),
                missing,
                learnt);
        if (missing != Missing.DROP) {
            return reader;
        }
        Dataset all = reader.data();
        return new PartReader(
                reader.scratch, new Dataset(SelectedExamples.complete(all.training()), null, all.files()));
    }

    /** Finds a file, making a copy in a folder where that is needed. */
    private interface Finding {
        SourceConfig in(Path scratch) throws IOException;
    }

    private static PartReader opened(Finding finding, Missing missing, Columns learnt) throws IOException {
        Path scratch = Files.createTempDirectory("aectl-part-");
        try {
            SourceConfig file = finding.in(scratch);
            return new PartReader(
                    scratch, Sources.open(file, null, 0, new DataCache(scratch.resolve("cache")), missing, learnt));
        } catch (IOException | RuntimeException | Error problem) {
            HadoopFiles.deleteLocal(scratch);
            throw problem;
        }
    }

    private static Path labelFolder(Path scratch) throws IOException {
        return Files.createDirectories(scratch.resolve("labels"));
    }

    public Dataset data() {
        return data;
    }

    @Override
    public void close() throws IOException {
        HadoopFiles.deleteLocal(scratch);
    }
}
