package org.aectl.spark.connect;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.aectl.base.InvalidInputException;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.apache.spark.SparkException;
import org.apache.spark.api.java.JavaSparkContext;
import org.jspecify.annotations.Nullable;

/** The connection to a cluster, with the settings that workers need for native arithmetic. */
public final class SparkSession implements AutoCloseable {
    private static final String MASTER = "spark.master";
    private static final String JAVA_OPTIONS = "spark.executor.extraJavaOptions";

    /** Sessions of this process, which share one connection: the last that is closed ends it. */
    private static final AtomicInteger OPEN = new AtomicInteger();

    private final JavaSparkContext spark;
    private final ClusterWatchdog watch;

    private SparkSession(JavaSparkContext spark) {
        this.spark = spark;
        this.watch = new ClusterWatchdog(spark.sc());
        watch.start();
        OPEN.incrementAndGet();
    }

    /**
     * Connects.
     *
     * @param master address of the cluster; null for the one that spark-submit or spark-defaults.conf names
     * @param name of the run, for the cluster's pages
     * @throws InvalidInputException if no master is known
     */
    public static SparkSession open(@Nullable String master, String name) {
        return new SparkSession(connected(master, name));
    }

    private static JavaSparkContext connected(@Nullable String master, String name) {
        SparkConf settings = new SparkConf().setAppName("aectl " + name);
        if (master != null) {
            settings.setMaster(master);
        }
        if (!settings.contains(MASTER)) {
            throw new InvalidInputException(
                    "--engine spark needs --master, for example spark://host:7077, yarn, or local[2]");
        }
        int threads = settings.getInt("spark.task.cpus", 1);
        settings.set("spark.serializer", "org.apache.spark.serializer.JavaSerializer");
        settings.setIfMissing("spark.driver.maxResultSize", "0");
        settings.setIfMissing("spark.ui.showConsoleProgress", "false");
        settings.setIfMissing("spark.log.level", "ERROR");
        // Where two shards of a round lie in one worker, the second goes to one that is free, instead of waiting for
        // seconds.
        settings.setIfMissing("spark.locality.wait", "0");
        settings.setExecutorEnv("OMP_NUM_THREADS", String.valueOf(threads));
        settings.setExecutorEnv("OPENBLAS_NUM_THREADS", String.valueOf(threads));
        settings.setExecutorEnv("OMP_WAIT_POLICY", "passive");
        settings.setExecutorEnv("GOMP_SPINCOUNT", "0");
        // Arrays live outside the heap; what a worker may take in all is for the cluster to say.
        settings.set(
                JAVA_OPTIONS,
                // ND4J compares names in capital letters, which are others in other languages.
                "-Duser.language=en -Dorg.bytedeco.javacpp.maxbytes=0 -Dorg.bytedeco.javacpp.maxphysicalbytes=0 "
                        + settings.get(JAVA_OPTIONS, ""));
        if (!settings.contains("spark.jars")) {
            settings.setJars(new String[] {ownJar().toString()});
        }
        try {
            return JavaSparkContext.fromSparkContext(SparkContext.getOrCreate(settings));
        } catch (RuntimeException problem) {
            throw problem;
        } catch (Exception problem) {
            // Scala's methods declare no exceptions.
            throw problem instanceof SparkException
                    ? new InvalidInputException("--master " + settings.get(MASTER) + ": "
                            + String.valueOf(problem.getMessage())
                                    .lines()
                                    .findFirst()
                                    .orElse(""))
                    : new IllegalStateException(problem);
        }
    }

    /** The jar that this class comes from, which every worker needs. */
    private static Path ownJar() {
        try {
            return Path.of(SparkSession.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    public JavaSparkContext spark() {
        return spark;
    }

    @Override
    public void close() {
        watch.end();
        if (OPEN.decrementAndGet() == 0) {
            spark.close();
        }
    }
}
