package org.aectl.spark.infer;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.aectl.base.RemotePath;
import org.aectl.config.DataConfig;
import org.aectl.config.ExperimentConfig;
import org.aectl.config.load.ConfigLoader;
import org.aectl.config.load.ConfigWriter;
import org.aectl.config.source.SourceConfig;
import org.aectl.data.Columns;
import org.aectl.data.Examples;
import org.aectl.data.FirstExamples;
import org.aectl.infer.TrainedModel;
import org.aectl.run.checkpoint.Checkpoint;
import org.aectl.spark.connect.FileResult;
import org.aectl.spark.connect.Pooled;
import org.aectl.spark.connect.SparkSession;
import org.aectl.spark.load.HadoopFiles;
import org.aectl.spark.load.PartFile;
import org.aectl.spark.load.PartReader;
import org.aectl.spark.load.PartScan;
import org.aectl.spark.load.PlacedExamples;
import org.aectl.task.InferenceRequest;
import org.aectl.task.InferenceRows;
import org.aectl.task.InferenceWork;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.TaskContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;
import org.jspecify.annotations.Nullable;

/** A trained model and the files of a set, on which something is done file by file. */
public final class FileJob implements AutoCloseable {
    private final String id = UUID.randomUUID().toString();
    private final SparkSession session;
    private final int batchSize;
    private final ExperimentConfig config;
    private final Columns learnt;
    private final Broadcast<byte[]> checkpoint;
    private final List<Placed> parts;

    /**
     * A file and where its rows stand in the whole set.
     *
     * @param number of the file, from 0
     * @param rows of it that are used
     * @param isOwn whether the model was trained on it
     */
    private record Placed(int number, PartFile file, int firstRow, int rows, boolean isOwn) implements Serializable {
        PartReader open(DataConfig data, Columns learnt, Configuration settings) throws IOException {
            return isOwn
                    ? PartReader.open(data.source(), file.address(), file.labels(), data.missing(), learnt, settings)
                    : PartReader.openForUse(data.source(), file.address(), data.missing(), learnt, settings);
        }
    }

    private FileJob(
            SparkSession session,
            InferenceRequest request,
            Checkpoint trained,
            Broadcast<byte[]> file,
            List<Placed> parts) {
        this.session = session;
        this.batchSize = request.batchSize();
        this.config = trained.config();
        this.learnt = trained.columns();
        this.checkpoint = file;
        this.parts = parts;
    }

    /**
     * Connects, and looks at every file of the set.
     *
     * @param data a file or a folder, on any file system that the cluster reads
     */
    public static FileJob open(@Nullable String master, InferenceRequest request, Path data, Checkpoint trained)
            throws IOException {
        SparkSession session = SparkSession.open(master, request.run().name());
        try {
            List<PartFile> files =
                    PartScan.ofUse(session.spark(), ConfigWriter.toYaml(trained.config()), data, trained.columns());
            byte[] file = Files.readAllBytes(request.run().checkpoint());
            return new FileJob(
                    session, request, trained, session.spark().broadcast(file), placed(files, request.limit(), false));
        } catch (IOException | RuntimeException | Error problem) {
            session.close();
            throw problem;
        }
    }

    /** Rows that are used. */
    public int rows() {
        return parts.stream().mapToInt(Placed::rows).sum();
    }

    private static List<Placed> placed(List<PartFile> files, @Nullable Integer limit, boolean isOwn) {
        List<Placed> parts = new ArrayList<>();
        int first = 0;
        int left = limit == null ? Integer.MAX_VALUE : limit;
        for (PartFile file : files) {
            int rows = Math.min(left, file.rows());
            if (rows > 0) {
                parts.add(new Placed(parts.size(), file, first, rows, isOwn));
            }
            left -= rows;
            first = Math.addExact(first, rows);
        }
        return parts;
    }

    /**
     * Does something with every file.
     *
     * @param output folder that the files written go to; null where none are
     * @return in the order of the files
     */
    public <T extends Serializable> List<T> run(InferenceWork<T> work, @Nullable Path output) throws IOException {
        if (output == null) {
            return results(work, parts, null);
        }
        Configuration settings = session.spark().hadoopConfiguration();
        String folder = HadoopFiles.begin(RemotePath.uri(output), settings);
        boolean isWhole = false;
        try {
            List<T> results = results(work, parts, folder);
            HadoopFiles.finish(folder, settings);
            isWhole = true;
            return results;
        } finally {
            // Spark throws exceptions that it does not declare.
            if (!isWhole) {
                HadoopFiles.discard(folder, settings);
            }
        }
    }

    /**
     * Does something with every file of the set that the model was trained on, which is one of files.
     *
     * @return in the order of the files
     */
    public <T extends Serializable> List<T> onTraining(InferenceWork<T> work) throws IOException {
        SourceConfig.Files source = config.data().source().parts().orElseThrow();
        List<PartFile> files =
                PartScan.of(session.spark(), ConfigWriter.toYaml(config), source.path(), source.labels(), learnt);
        return results(work, placed(files, config.data().limit(), true), null);
    }

    private <T extends Serializable> List<T> results(
            InferenceWork<T> work, List<Placed> files, @Nullable String folder) {
        SerializableConfiguration settings =
                new SerializableConfiguration(session.spark().hadoopConfiguration());
        Broadcast<byte[]> model = checkpoint;
        String text = ConfigWriter.toYaml(config);
        String use = id;
        Columns columns = learnt;
        int size = batchSize;
        return FileResult.results(session.spark()
                .parallelize(files, files.size())
                .map(part -> FileResult.of(
                        () -> done(work, part, use, model.value(), text, columns, size, folder, settings.value())))
                .collect());
    }

    private static <T extends Serializable> T done(
            InferenceWork<T> work,
            Placed part,
            String id,
            byte[] checkpoint,
            String config,
            Columns learnt,
            int batchSize,
            @Nullable String folder,
            Configuration settings)
            throws IOException {
        DataConfig data = ConfigLoader.parse(config, "the driver's config").data();
        Path written = Files.createTempDirectory("aectl-results-");
        try (PartReader reader = part.open(data, learnt, settings);
                Pooled<TrainedModel> borrowed = WorkerModels.borrow(id, checkpoint)) {
            Examples all = reader.data().training();
            Examples used = part.rows() < all.count() ? new FirstExamples(all, part.rows()) : all;
            InferenceRows rows = new InferenceRows(
                    borrowed.value(),
                    new PlacedExamples(used, part.firstRow()),
                    part.file().address(),
                    part.firstRow(),
                    batchSize,
                    false);
            T result = work.run(rows, written);
            if (folder != null) {
                put(written, part.number(), folder, settings);
            }
            return result;
        } finally {
            HadoopFiles.deleteLocal(written);
        }
    }

    /** One kind of files goes to the folder itself, several to folders of their names. */
    private static void put(Path written, int number, String folder, Configuration settings) throws IOException {
        try (Stream<Path> found = Files.list(written)) {
            List<Path> files = found.sorted().toList();
            for (Path file : files) {
                String name = String.valueOf(file.getFileName());
                int dot = name.indexOf('.');
                String part = String.format(Locale.ROOT, "part-%05d", number) + (dot < 0 ? "" : name.substring(dot));
                String place = files.size() == 1 ? folder : folder + "/" + (dot < 0 ? name : name.substring(0, dot));
                HadoopFiles.put(
                        file,
                        place,
                        part,
                        settings,
                        "attempt-" + TaskContext.get().taskAttemptId());
            }
        }
    }

    @Override
    public void close() {
        session.close();
    }
}
