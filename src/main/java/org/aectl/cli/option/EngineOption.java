package org.aectl.cli.option;

import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.aectl.base.InvalidInputException;
import org.aectl.task.InferenceEngine;
import org.aectl.task.LocalInference;
import org.aectl.task.cluster.Cluster;
import org.jspecify.annotations.Nullable;
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
     * What trained models are used by.
     *
     * @throws InvalidInputException as {@link #cluster()}
     */
    public InferenceEngine inference() {
        return cluster().map(found -> found.inference(master)).orElse(LocalInference::open);
    }

    /** Refuses on a cluster what is not there. */
    public void refuse(String option, boolean isGiven) {
        if (isGiven && isCluster()) {
            throw new InvalidInputException(option + " cannot be used with --engine spark");
        }
    }

    /** The name of the engine for manifests. */
    public String name() {
        return isCluster() ? "spark" : "local";
    }

    boolean isCluster() {
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
