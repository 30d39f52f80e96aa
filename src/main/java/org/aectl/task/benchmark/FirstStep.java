package org.aectl.task.benchmark;

import java.lang.management.ManagementFactory;
import org.aectl.model.objective.Losses;
import org.aectl.train.TrainingListener;

/** Notes when the first step of a training was done. */
public final class FirstStep implements TrainingListener {
    private long done;

    @Override
    public void onBatch(int examples, Losses meanLosses) {
        if (done == 0) {
            done = System.currentTimeMillis();
        }
    }

    /** Seconds from the start of this process to the end of the step; 0 before. */
    public double seconds() {
        // Asked for afterwards only: the management classes take a while to load.
        return done == 0 ? 0 : (done - ManagementFactory.getRuntimeMXBean().getStartTime()) / 1e3;
    }
}
