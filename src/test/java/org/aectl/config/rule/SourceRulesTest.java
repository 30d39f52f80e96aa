package org.aectl.config.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.HashSet;
import java.util.Set;
import org.aectl.config.SourceConfig;
import org.aectl.config.bind.ConfigVariations;
import org.junit.jupiter.api.Test;

class SourceRulesTest {
    @Test
    void knowsOfEverySourceWhetherItHasATestSplit() {
        Set<Class<?>> seen = new HashSet<>();
        ConfigVariations.accepted().forEach(variation -> {
            SourceConfig source = variation.config().data().source();
            assertThatCode(() -> SourceRules.hasTestSplit(source)).doesNotThrowAnyException();
            seen.add(source.getClass());
        });
        assertThat(seen).containsExactlyInAnyOrder(SourceConfig.class.getPermittedSubclasses());
    }
}
