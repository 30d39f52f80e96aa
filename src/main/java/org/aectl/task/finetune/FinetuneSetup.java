package org.aectl.task.finetune;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.aectl.base.InvalidInputException;
import org.aectl.base.Warnings;
import org.aectl.config.ExperimentConfig;
import org.aectl.config.OptimizerConfig;
import org.aectl.config.ScheduleConfig;
import org.aectl.config.TrainingConfig;
import org.aectl.data.Examples;
import org.aectl.data.batch.Batches;
import org.aectl.infer.TrainedModel;
import org.aectl.model.plan.ModelMemory;
import org.aectl.model.plan.NetworkPlan;
import org.aectl.run.RunFolder;
import org.aectl.run.checkpoint.CheckpointFile;
import org.aectl.run.checkpoint.Finetuning;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is settled before a classifier is trained.
 *
 * @param parent model whose encoder is taken
 * @param network of the classifier
 * @param training how it is trained
 * @param finetuning the same, for the records
 * @param folder of its run
 */
record FinetuneSetup(
        FinetuneRequest request,
        TrainedModel parent,
        FinetuneData data,
        NetworkPlan network,
        TrainingConfig training,
        Finetuning finetuning,
        Path folder)
        implements AutoCloseable {
    /** Passes over many examples. */
    private static final int EPOCHS = 10;
    /** Steps that a few examples are repeated for. */
    private static final int STEPS = 500;
    /** Examples measured at a time; as many as {@code aectl predict} takes by itself. */
    private static final int MEASURED_AT_A_TIME = 256;

    private static final String SUFFIX = "-classifier";

    /**
     * Reads the run and the examples.
     *
     * @throws InvalidInputException if no classifier can be made of them
     */
    static FinetuneSetup of(FinetuneRequest request) throws IOException {
        String name = newName(request);
        Path place = name == null ? null : place(request, name);
        String sha256 = CheckpointFile.sha256(request.parent().checkpoint());
        TrainedModel parent = TrainedModel.load(request.parent().checkpoint());
        try {
            Path folder =
                    place == null ? place(request, parent.checkpoint().config().name() + SUFFIX) : place;
            return of(request, parent, sha256, folder);
        } catch (RuntimeException | IOException problem) {
            parent.close();
            throw problem;
        }
    }

    private static FinetuneSetup of(FinetuneRequest request, TrainedModel parent, String sha256, Path folder) {
        ExperimentConfig config = parent.checkpoint().config();
        String name = request.parent().name();
        if (config.model().isConditional()) {
            throw new InvalidInputException(name + ": is of type cvae, whose encoder takes the label as an input and so"
                    + " cannot be used to find it; use a model of another type");
        }
        FinetuneData data = FinetuneData.open(config, parent.checkpoint().columns(), request);
        parent.input().check(data.training(), data.name());
        if (request.data() != null) {
            parent.input().otherRange(data.training(), data.name()).ifPresent(Warnings::tell);
        }
        NetworkPlan network =
                parent.autoencoder().plan().classifier(data.training().classes().size());
        TrainingConfig training = training(request, data.training().count());
        ModelMemory.check(
                new ExperimentConfig(
                        config.name(), config.seed(), config.data(), config.model(), training, config.cluster()),
                network);
        return new FinetuneSetup(
                request, parent, data, network, training, finetuning(request, parent, training, sha256), folder);
    }

    /** The folder of a classifier of this name, which must be free. */
    private static Path place(FinetuneRequest request, String newName) throws IOException {
        ExperimentConfig.problemOfName(newName).ifPresent(problem -> {
            throw new InvalidInputException("--name " + problem);
        });
        Path folder = request.output().resolve(newName);
        RunFolder run = request.parent().folder();
        if (run != null && Files.exists(folder) && Files.isSameFile(folder, run.path())) {
            throw new InvalidInputException(folder + ": is the run that the encoder comes from; choose another --name");
        }
        RunFolder.checkFree(folder, request.force());
        return folder;
    }

    /** As it is asked for, or after the run; null where only the checkpoint knows the run's name. */
    private static @Nullable String newName(FinetuneRequest request) {
        RunFolder run = request.parent().folder();
        return request.name() != null || run == null ? request.name() : run.name() + SUFFIX;
    }

    private static TrainingConfig training(FinetuneRequest request, int examples) {
        int batches = (examples - 1) / request.batchSize() + 1;
        int epochs = request.epochs() == null ? Math.max(EPOCHS, (STEPS - 1) / batches + 1) : request.epochs();
        return new TrainingConfig(
                epochs,
                request.batchSize(),
                new OptimizerConfig.Adam(request.learningRate(), 0.9, 0.999, 1e-8),
                new ScheduleConfig.Constant(),
                0,
                0,
                null,
                null,
                new TrainingConfig.Checkpoints(1, 10, 1),
                TrainingConfig.OnDivergence.ROLLBACK,
                null);
    }

    private static Finetuning finetuning(
            FinetuneRequest request, TrainedModel parent, TrainingConfig training, String sha256) {
        return new Finetuning(
                new Finetuning.Parent(
                        request.parent().name(),
                        request.parent().checkpoint().toString(),
                        sha256,
                        parent.checkpoint().progress().epoch()),
                request.frozen(),
                request.labels() == null ? 0 : request.labels(),
                training.epochs(),
                headEpochs(request, training.epochs()),
                training.batchSize(),
                request.learningRate(),
                request.seed());
    }

    /**
     * The epochs in which only the head learns. A head without an opinion pulls the encoder this way and that; from few
     * labels it never comes back from there. So the head first finds its place (Kumar et al. 2022, "Fine-tuning can distort
     * pretrained features"). With many labels it does so by itself within the first epoch.
     */
    private static int headEpochs(FinetuneRequest request, int epochs) {
        if (request.frozen()) {
            return epochs;
        }
        Integer asked = request.headEpochs();
        if (asked == null) {
            return request.labels() == null ? 0 : epochs / 2;
        }
        FinetuneRequest.checkHeadEpochs(asked, epochs);
        return asked;
    }

    /** Steps of a training. */
    long steps() {
        return (long) training.epochs() * trainingBatches().count();
    }

    /** The parent's config with the data and the name of the classifier's run. */
    ExperimentConfig config() {
        return data.config().withName(String.valueOf(folder.getFileName()));
    }

    /** Whether a validation split says which epoch is the best. */
    boolean isValidated() {
        return data.validation() != null;
    }

    /** What is learnt from. */
    Batches trainingBatches() {
        return batches(data.training());
    }

    /** Examples in batches as they are trained on. */
    Batches batches(Examples examples) {
        return new Batches(
                examples,
                parent.checkpoint().scaling(),
                data.config().data().binarize(),
                request.batchSize(),
                request.seed());
    }

    /** The test split, in batches as {@code aectl predict} has them. */
    Batches testBatches() {
        return new Batches(
                data.test(),
                parent.checkpoint().scaling(),
                data.config().data().binarize(),
                MEASURED_AT_A_TIME,
                data.config().seed());
    }

    @Override
    public void close() {
        parent.close();
    }
}
