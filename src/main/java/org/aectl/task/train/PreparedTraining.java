package org.aectl.task.train;

import java.util.List;
import java.util.Map;
import org.aectl.data.Columns;
import org.aectl.data.ExampleShape;
import org.aectl.data.Examples;
import org.aectl.data.ValueRange;
import org.aectl.data.file.DataFile;
import org.aectl.data.prepare.Scaling;
import org.aectl.model.plan.NetworkPlan;
import org.aectl.train.Stage;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Everything a training needs before its first step, wherever its examples are; nothing of the run is written for it. */
public interface PreparedTraining extends AutoCloseable {
    /** Every layer of the network. */
    NetworkPlan plan();

    /** Fitted on the training split. */
    Scaling scaling();

    /** The range of the scaled training data. */
    ValueRange range();

    /** With random weights, or those of a checkpoint; trained by the {@link #stages}. */
    StageNetworks networks();

    /** In their order; the last trains the whole network. */
    List<? extends Stage<?>> stages();

    /** Of one example. */
    ExampleShape shape();

    /** Names of the classes of the training split; empty where it has no labels. */
    List<String> classes();

    /** Names of the columns of the training split. */
    Columns columns();

    /** Rows of each split, by its name. */
    Map<String, Integer> rows();

    /** Every file that the examples come from. */
    List<DataFile> files();

    /** The examples that the trained model is measured and shown on: the test split, or the training split where there is none. */
    Examples shown();

    /** What computes beside this process, for the manifest; null where nothing does. */
    @Nullable
    JsonNode engine();

    @Override
    void close();
}
