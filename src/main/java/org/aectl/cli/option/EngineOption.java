package org.aectl.cli.option;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.aectl.base.Counts;
import org.aectl.base.InvalidInputException;
import org.aectl.base.RemotePath;
import org.aectl.cli.console.ExitCode;
import org.aectl.cli.console.Messages;
import org.aectl.task.cluster.Cluster;
import org.aectl.task.cluster.ClusterInference;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** Where it is computed. The launcher reads {@code --engine} too, because it decides what is on the class path. */
public final class EngineOption {
    /** Set by spark-submit. */
    private static final String SUBMITTED = "spark.submit.deployMode";

    /** What computes. */
    enum Engine {
        LOCAL,
        SPARK
    }

    @Option(
            names = "--engine",
            paramLabel = "ENGINE",
            completionCandidates = CandidateWords.Engines.class,
            description = "local, or spark for a Spark cluster, which needs a build by 'mvn -Pspark package' (default:"
                    + " local; under spark-submit: spark).")
    private @Nullable Engine engine;

    @Option(
            names = "--master",
            paramLabel = "URL",
            description = "With --engine spark: address of the cluster, such as spark://host:7077 (default: the one in"
                    + " Spark's settings).")
    private @Nullable String master;

    /**
     * What a trained model is used by on a cluster; empty to use it in this process.
     *
     * @throws InvalidInputException as {@link #cluster()}
     */
    public Optional<ClusterInference> inference() {
        return cluster().map(found -> found.inference(master));
    }

    /**
     * Refuses what is not there on a cluster.
     *
     * @param option as it was given; null where it was not
     */
    public static void refuse(@Nullable String option) {
        if (option != null) {
            throw new InvalidInputException(option + " cannot be used with --engine spark");
        }
    }

    /**
     * Tells what a cluster has done.
     *
     * @param what besides the number of examples
     */
    public static int tell(
            CommandSpec command,
            ClusterInference.ClusterRequest request,
            ClusterInference.ClusterResult summary,
            String what,
            Path folder) {
        Messages.of(command)
                .info(String.format(
                        Locale.ROOT,
                        "%s: %s of %s, %s",
                        request.run().name(),
                        Counts.of(summary.examples(), "example"),
                        request.data(),
                        what));
        command.commandLine().getOut().println(RemotePath.uri(folder));
        return ExitCode.DONE;
    }

    /** The name of the engine for manifests. */
    public String name() {
        return isCluster() ? "spark" : "local";
    }

    private boolean isCluster() {
        return engine == null ? System.getProperty(SUBMITTED) != null : engine == Engine.SPARK;
    }

    /** The address of the cluster, where one was given. */
    @Nullable
    public String master() {
        return master;
    }

    /**
     * The cluster; empty to compute in this process.
     *
     * @throws InvalidInputException if this build knows no cluster
     */
    public Optional<Cluster> cluster() {
        if (!isCluster()) {
            if (master != null) {
                throw new InvalidInputException("--master " + master + " needs --engine spark");
            }
            return Optional.empty();
        }
        return Optional.of(found());
    }

    private static Cluster found() {
        String reason =
                "--engine spark needs aectl-spark.jar, which is not in this build: make it with mvn -Pspark package,"
                        + " and start it with the launcher aectl or spark-submit";
        try {
            return ServiceLoader.load(Cluster.class).findFirst().orElseThrow(() -> new InvalidInputException(reason));
        } catch (ServiceConfigurationError | NoClassDefFoundError incomplete) {
            // Classes without Spark's, or what is left of an earlier build with them.
            throw new InvalidInputException(reason, incomplete);
        }
    }
}
