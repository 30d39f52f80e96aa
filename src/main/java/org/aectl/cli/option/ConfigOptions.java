package org.aectl.cli.option;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.aectl.config.ExperimentConfig;
import org.aectl.config.load.ConfigLoader;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Changes to a config file that are given on the command line; for every command that reads one. */
public final class ConfigOptions {
    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            completionCandidates = CandidateWords.Assignments.class,
            description = "Change a key, such as --set model.latent=16; the value null restores the default. Can be"
                    + " repeated; the last one wins.")
    List<String> overrides = new ArrayList<>();

    /**
     * Adds the change that an option of its own stands for.
     *
     * @param value null where the option was not given
     */
    public ConfigOptions with(String key, @Nullable Object value) {
        if (value != null) {
            overrides.add(key + "=" + value);
        }
        return this;
    }

    /** Whether no change was asked for. */
    public boolean isEmpty() {
        return overrides.isEmpty();
    }

    /** Reads a config file and applies the changes. */
    public ExperimentConfig load(Path file) {
        return ConfigLoader.load(file, overrides);
    }

    /** As {@link #load}, of a text that no file holds. */
    public ExperimentConfig read(String yaml, String origin) {
        return ConfigLoader.parse(yaml, origin, overrides);
    }
}
