package org.aectl.config.bind;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.aectl.config.ExperimentConfig;
import org.aectl.config.load.ConfigSchema;
import org.junit.jupiter.api.Test;

class SynonymsTest {
    @Test
    void leadToKeysAndWordsThatThereAre() {
        Set<String> paths = ConfigKey.paths(ExperimentConfig.class, "");
        String schema = ConfigSchema.toJson();

        assertThat(Synonyms.targets())
                .allSatisfy(target -> assertThat(paths.stream().anyMatch(path -> path.endsWith(target))
                                || schema.contains('"' + target + '"'))
                        .as(target)
                        .isTrue());
    }

    @Test
    void areChosenAmongTheWordsThatFit() {
        assertThat(Synonyms.word("linear", List.of("identity", "relu"))).contains("identity");
        assertThat(Synonyms.word("linear", List.of("dense", "conv"))).contains("dense");
        assertThat(Synonyms.word("transformer", List.of("ae", "vae"))).isEmpty();
    }
}
