package org.aectl.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.aectl.config.ConfigLoader;
import org.aectl.config.ExperimentConfig;
import picocli.CommandLine.Option;

/** Changes to a config file that are given on the command line; for every command that reads one. */
final class ConfigOptions {
    @Option(
            names = "--set",
            paramLabel = "KEY.PATH=VALUE",
            description = {
                "Change a key of the config, for instance --set model.latent=16 or --set model.encoder.layers=[512,256];"
                        + " the value null brings back the default. Can be repeated; the last one counts."
            })
    List<String> overrides = new ArrayList<>();

    /**
     * Adds the change that an option of its own stands for.
     *
     * @param value empty where the option was not given
     */
    ConfigOptions with(String key, String value) {
        if (!value.isEmpty()) {
            overrides.add(key + "=" + value);
        }
        return this;
    }

    /** Reads a config file and applies the changes. */
    ExperimentConfig load(Path file) {
        return ConfigLoader.load(file, overrides);
    }
}
