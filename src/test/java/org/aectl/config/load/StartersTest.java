package org.aectl.config.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.aectl.config.DataConfig;
import org.aectl.config.ExperimentConfig;
import org.aectl.config.ModelConfig;
import org.aectl.config.TrainingConfig;
import org.aectl.config.bind.ConfigKey;
import org.aectl.config.bind.EnumNames;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StartersTest {
    private static final Pattern ALTERNATIVE = Pattern.compile("( *)# (([a-z][a-zA-Z0-9]*):( .*|))");

    @ParameterizedTest
    @EnumSource(ModelConfig.Family.class)
    void everyFamilyHasAValidOne(ModelConfig.Family family) {
        ExperimentConfig config = ConfigLoader.parse(Starters.text(EnumNames.of(family)), "starter");
        assertThat(config.model().type()).isEqualTo(family);
        assertThat(config.name()).isEqualTo(EnumNames.of(family));
    }

    @ParameterizedTest
    @EnumSource(ModelConfig.Family.class)
    void everyAlternativeInItIsValidInPlaceOfWhatItReplaces(ModelConfig.Family family) {
        List<String> lines = Starters.text(EnumNames.of(family)).lines().toList();
        int alternatives = 0;
        for (int i = 0; i < lines.size(); i++) {
            Matcher alternative = ALTERNATIVE.matcher(lines.get(i));
            if (alternative.matches()) {
                String indent = alternative.group(1);
                List<String> changed = new ArrayList<>(lines);
                changed.replaceAll(line -> line.startsWith(indent + alternative.group(3) + ":") ? "" : line);
                changed.set(i, indent + alternative.group(2));
                assertThatCode(() -> ConfigLoader.parse(String.join("\n", changed), "starter"))
                        .as(lines.get(i))
                        .doesNotThrowAnyException();
                alternatives++;
            }
        }
        assertThat(alternatives).isGreaterThan(10);
    }

    @ParameterizedTest
    @EnumSource(ModelConfig.Family.class)
    void everyKeyOfModelAndTrainingIsMentioned(ModelConfig.Family family) {
        String text = Starters.text(EnumNames.of(family));
        for (Class<?> section : List.of(DataConfig.class, ModelConfig.class, TrainingConfig.class)) {
            for (ConfigKey key : ConfigKey.of(section)) {
                if (!key.isInline()) {
                    assertThat(text).contains(key.name() + ":");
                }
            }
        }
    }
}
