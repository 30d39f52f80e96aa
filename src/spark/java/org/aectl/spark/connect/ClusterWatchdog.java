package org.aectl.spark.connect;

import org.apache.spark.SparkContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches a cluster while this process waits for it. A job that is begun while the cluster ends the application would be waited for
 * for ever, and one that gets no worker says nothing.
 */
final class ClusterWatchdog extends Thread {
    private static final Logger LOG = LoggerFactory.getLogger(ClusterWatchdog.class);
    private static final long MILLISECONDS = 1000;
    private static final int LOOKS_BEFORE_WARNING = 20;

    private final SparkContext spark;
    private final Thread waiting = Thread.currentThread();
    private volatile boolean isOver;

    ClusterWatchdog(SparkContext spark) {
        super("cluster-watch");
        this.spark = spark;
        setDaemon(true);
    }

    @Override
    public void run() {
        int looksWithoutWorker = 0;
        while (!isOver) {
            try {
                Thread.sleep(MILLISECONDS);
            } catch (InterruptedException ended) {
                return;
            }
            if (isOver) {
                return;
            }
            if (spark.isStopped()) {
                waiting.interrupt();
                return;
            }
            // The driver itself is one of these.
            boolean isAlone =
                    !spark.isLocal() && spark.getExecutorMemoryStatus().size() <= 1;
            looksWithoutWorker = isAlone ? looksWithoutWorker + 1 : 0;
            if (looksWithoutWorker == LOOKS_BEFORE_WARNING) {
                LOG.warn(
                        "the cluster {} gives no worker so far; its pages tell whether it has cores and memory to spare",
                        spark.master());
            }
        }
    }

    /** Ends it before the application ends. */
    void end() {
        isOver = true;
        interrupt();
    }
}
